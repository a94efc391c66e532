/** Which files of the build context an instruction reads. */
import { cleanPath } from './goFilepath.ts';
import { InvalidPattern } from './goRegexp.ts';
import { compileIgnorePattern, type PathTest } from './ignorePattern.ts';

export interface ContextInputs {
	/** True if the instruction reads the file at this path (relative to the context, `/`-separated). */
	readonly reads: PathTest;
	/** Files and folders outside of which it reads nothing; '' is the context itself. */
	readonly roots: readonly string[];
}

/** The sources of a COPY or ADD, or of a bind mount, with variables expanded. `undefined`: none of them is in the context. */
export function contextInputs(sources: readonly string[], excludes: readonly string[] = []): ContextInputs | undefined {
	const patterns = sources.filter(source => !isRemote(source)).map(inContext);
	if (patterns.length === 0) return undefined;
	const tests = patterns.map(testOf);
	const excluded = excludes.map(exclude => testOf(inContext(exclude)));
	return {
		reads: path => tests.some(test => test(path)) && !excluded.some(test => test(path)),
		roots: [...new Set(patterns.map(rootOf))],
	};
}

function isRemote(source: string): boolean {
	return /^(?:https?|ftp|git|ssh):\/\/|^git@|^[\w.-]+@[\w.-]+:/.test(source);
}

/** A path of the context without `/` in front; nothing leads out of it. The `/./` of `--parents` marks a place and is no folder. */
function inContext(source: string): string {
	const clean = cleanPath(`/${source}`);
	return clean === '/' ? '' : clean.slice(1);
}

/** What a pattern names, and all below it. */
function testOf(pattern: string): PathTest {
	if (pattern === '') return () => true;
	if (!isPattern(pattern)) return path => path === pattern || path.startsWith(`${pattern}/`);
	try {
		const test = compileIgnorePattern(pattern);
		return path => test(path) || parents(path).some(test);
	} catch (error) {
		// the builder fails at it
		if (error instanceof InvalidPattern) return () => false;
		throw error;
	}
}

function isPattern(path: string): boolean {
	return /[*?[\\]/.test(path);
}

function rootOf(pattern: string): string {
	const parts = pattern.split('/');
	const first = parts.findIndex(isPattern);
	return (first === -1 ? parts : parts.slice(0, first)).join('/');
}

function parents(path: string): string[] {
	const found: string[] = [];
	for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) found.push(path.slice(0, slash));
	return found;
}
