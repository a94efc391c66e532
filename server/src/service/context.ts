/** What of the build context BuildKit sends: the ignore file. */
import { cleanPath, isBadPattern } from './goFilepath.ts';
import { InvalidPattern } from './goRegexp.ts';
import { compileIgnorePattern, type PathTest } from './ignorePattern.ts';
import { skipSpace, trimEnd } from './syntax/characters.ts';

/** The rules of an ignore file (moby/patternmatcher and its ignorefile reader). Not those of .gitignore. */
export interface IgnoreRules {
	/** True if the file or folder at `path` (relative to the context, `/`-separated) is not sent. The root always is. */
	ignores(path: string): boolean;
	/** True if a pattern begins with `!`. */
	readonly hasExceptions: boolean;
	/** The lines that hold patterns. */
	readonly patterns: readonly IgnoreLine[];
	/** Why BuildKit refuses the file, or will when a path comes to that pattern. */
	readonly problem: string | undefined;
}

export interface IgnoreLine {
	/** Clean, without `!`. */
	readonly pattern: string;
	readonly exception: boolean;
	/** Zero-based. */
	readonly line: number;
}

const byteOrderMark = 0xfeff;

/** Names of the ignore file of a Dockerfile, relative to its folder and to the context: the first that exists counts. */
export function ignoreFileNames(dockerfileName: string): readonly string[] {
	return [`${dockerfileName}.dockerignore`, '.dockerignore'];
}

export function parseIgnoreFile(text: string): IgnoreRules {
	const lines = readLines(text);
	const wrong = lines.find(({ pattern, exception }) => (exception && pattern === '') || isBadPattern(pattern));
	if (wrong) return { ignores: () => false, hasExceptions: false, patterns: lines, problem: `Line ${wrong.line + 1} is not a valid pattern.` };
	return new Rules(lines);
}

function readLines(text: string): IgnoreLine[] {
	const start = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
	return text
		.slice(start)
		.split('\n')
		.flatMap((content, line) => {
			if (content.startsWith('#')) return [];
			const trimmed = trim(content);
			if (trimmed === '') return [];
			const exception = trimmed.startsWith('!');
			const pattern = relative(exception ? trim(trimmed.slice(1)) : trimmed);
			// the matcher cleans the whole once more, with the mark
			const whole = cleanPath(trim(exception ? `!${pattern}` : pattern));
			return [{ pattern: whole.startsWith('!') ? whole.slice(1) : whole, exception: whole.startsWith('!'), line }];
		});
}

function trim(text: string): string {
	return text.slice(skipSpace(text, 0), Math.max(trimEnd(text, 0, text.length), skipSpace(text, 0)));
}

/** A pattern that begins with a slash means the same without. */
function relative(pattern: string): string {
	if (pattern === '') return '';
	const clean = cleanPath(pattern);
	return clean.length > 1 && clean.startsWith('/') ? clean.slice(1) : clean;
}

class Rules implements IgnoreRules {
	readonly patterns: readonly IgnoreLine[];
	readonly hasExceptions: boolean;
	readonly problem: string | undefined;
	readonly #tests: readonly (PathTest | undefined)[];

	constructor(patterns: readonly IgnoreLine[]) {
		this.patterns = patterns;
		this.hasExceptions = patterns.some(({ exception }) => exception);
		this.#tests = patterns.map(({ pattern }) => testOf(pattern));
		const wrong = patterns[this.#tests.indexOf(undefined)];
		this.problem = wrong && `Line ${wrong.line + 1} is not a valid pattern.`;
	}

	ignores(path: string): boolean {
		const clean = cleanPath(path);
		if (clean === '.') return false;
		const paths = [clean, ...parentsOf(clean)];
		let ignored = false;
		for (const [index, { exception }] of this.patterns.entries()) {
			// an exception matters only for what is ignored so far, another pattern only for what is not
			if (exception !== ignored) continue;
			const test = this.#tests[index];
			if (!test) return false;
			if (paths.some(test)) ignored = !exception;
		}
		return ignored;
	}
}

function testOf(pattern: string): PathTest | undefined {
	try {
		return compileIgnorePattern(pattern);
	} catch (error) {
		if (error instanceof InvalidPattern) return undefined;
		throw error;
	}
}

/** The folders above, outermost first. */
function parentsOf(path: string): string[] {
	const parents: string[] = [];
	for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) parents.push(path.slice(0, slash));
	return parents;
}
