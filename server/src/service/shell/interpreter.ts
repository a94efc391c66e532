import type { Dialect } from './command.ts';
import type { RawWord } from './raw.ts';
import { baseName } from './wrappers.ts';

const dialects: ReadonlySet<string> = new Set<Dialect>(['sh', 'bash', 'dash', 'ash', 'ksh', 'mksh', 'zsh']);

/** The POSIX shell of this name; `undefined` for other programs. */
export function dialectOf(program: string | undefined): Dialect | undefined {
	const name = baseName(program);
	return name !== undefined && dialects.has(name) ? (name as Dialect) : undefined;
}

/** The shell of a SHELL instruction, which may be started by another program: `["conda", "run", "-n", "x", "/bin/bash", "-c"]`. */
export function shellOfSetting(words: readonly string[]): Dialect | undefined {
	const direct = dialectOf(words[0]);
	if (direct) return direct;
	// what follows the shell are its own options, the last of which takes the script
	if (!/^-[A-Za-z]*c$/.test(words.at(-1) ?? '')) return undefined;
	return dialectOf(words.findLast(word => dialectOf(word) !== undefined));
}

/** The shell that a script's first line asks for; `'other'` for another program, `undefined` without such a line. */
export function shebangOf(script: string): Dialect | 'other' | undefined {
	const line = /^#![ \t]*([^\r\n]*)/.exec(script)?.[1];
	if (line === undefined) return undefined;
	const words = line.split(/[ \t]+/);
	const isStarted = words[0] !== undefined && /^(?:env|busybox)$/.test(baseName(words[0]) ?? '');
	const program = isStarted ? words.slice(1).find(word => !word.startsWith('-') && !word.includes('=')) : words[0];
	return dialectOf(program) ?? 'other';
}

/** Options of shells whose value is the next word. */
const valued = /^(?:[-+][A-Za-z]*[oO]|--rcfile|--init-file)$/;

/** What a shell is told to run: a string (`-c`, the index of its word), its input, or something else (a file). */
export function scriptGiven(words: readonly RawWord[]): number | 'input' | undefined {
	let takesString = false;
	for (let at = 1; at < words.length; at++) {
		const text = words[at]?.unquoted ?? '';
		if (text === '-' || text === '--') return takesString ? existing(words, at + 1) : at + 1 === words.length ? 'input' : undefined;
		if (!/^[-+]./.test(text)) return takesString ? at : text === '/dev/stdin' ? 'input' : undefined;
		if (/^-[A-Za-z]*c/.test(text)) takesString = true;
		else if (/^-[A-Za-z]*s[A-Za-z]*$/.test(text)) return 'input';
		if (valued.test(text)) at++;
	}
	return takesString ? undefined : 'input';
}

/** The string of `su -c` and `runuser -c`; its index. */
export function suCommand(words: readonly RawWord[]): number | undefined {
	return existing(words, words.findIndex(({ value }, index) => index > 0 && (value === '-c' || value === '--command')) + 1 || words.length);
}

function existing(words: readonly RawWord[], index: number): number | undefined {
	return index < words.length ? index : undefined;
}
