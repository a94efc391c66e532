import type { Change } from './stack.ts';

export interface FileFilter {
	/** A part of the path in any letter case; a pattern if it holds `*`, `?` or `[`: of the name, or of the whole path if it holds a slash. `**` crosses folders. */
	readonly path?: string | undefined;
	/** Bytes. */
	readonly minSize?: number | undefined;
	readonly changes?: readonly (Change | 'same')[] | undefined;
}

export interface Filtered {
	readonly path: string;
	readonly name: string;
	readonly size: number;
	readonly change: Change | 'same';
}

export function matcherOf({ path = '', minSize = 0, changes }: FileFilter): (file: Filtered) => boolean {
	const hasPath = pathMatcher(path);
	return file => file.size >= minSize && (changes === undefined || changes.includes(file.change)) && hasPath(file);
}

function pathMatcher(text: string): (file: Filtered) => boolean {
	const wanted = text.trim().replace(/^\/+/, '');
	if (wanted === '') return () => true;
	if (!/[*?[]/.test(wanted)) {
		const part = wanted.toLowerCase();
		return ({ path }) => path.toLowerCase().includes(part);
	}
	const pattern = patternOf(wanted);
	if (!pattern) return () => false;
	return wanted.includes('/') ? ({ path }) => pattern.test(path) : ({ name }) => pattern.test(name);
}

/** `undefined` for a set that is not closed. */
function patternOf(text: string): RegExp | undefined {
	let source = '';
	for (let at = 0; at < text.length; at++) {
		const character = text[at] as string;
		if (text.startsWith('**/', at)) {
			source += '(?:.*/)?';
			at += 2;
		} else if (text.startsWith('**', at)) {
			source += '.*';
			at++;
		} else if (character === '*') source += '[^/]*';
		else if (character === '?') source += '[^/]';
		else if (character === '[') {
			const end = text.indexOf(']', at + 2);
			if (end === -1) return undefined;
			const set = text.slice(at + 1, end).replace(/[\\\]]/g, '\\$&');
			source += `[${set.replace(/^!/, '^')}]`;
			at = end;
		} else source += character.replace(/[.+^${}()|\\/]/g, '\\$&');
	}
	try {
		return new RegExp(`^${source}$`, 'i');
	} catch {
		return undefined;
	}
}
