/** Which lines differ from a commit, by git. */
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { ProcessError, type RunResult, run } from './process.ts';

const timeoutMs = 60_000;
const maxOutputBytes = 256_000_000;

/** It cannot be told; the message is a sentence. */
export class GitError extends Error {
	override readonly name = 'GitError';
}

/** Lines of a file, first and last, counted from 0. */
export interface LineRange {
	readonly first: number;
	readonly last: number;
}

/** By absolute path, what has been added or changed; `all` where git does not know the file. */
export class ChangedLines {
	readonly #top: string;
	readonly #changed: ReadonlyMap<string, readonly LineRange[]>;
	readonly #tracked: ReadonlySet<string>;

	private constructor(top: string, changed: ReadonlyMap<string, readonly LineRange[]>, tracked: ReadonlySet<string>) {
		this.#top = top;
		this.#changed = changed;
		this.#tracked = tracked;
	}

	/**
	 * What the work tree around `folder` has beyond the commit where the history of `base` and the present one part: what a merge request
	 * would show. Throws a GitError.
	 */
	static async since(base: string, folder: string): Promise<ChangedLines> {
		const top = (await git(folder, ['rev-parse', '--show-toplevel'], `--diff-base needs git, and ${folder} is in no repository.`)).trimEnd();
		const missing = `git knows no commit "${base}". Fetch it (in CI, with its history: fetch-depth: 0), or name another one.`;
		const commit = (await git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`], missing)).trim();
		const apart = `git knows no commit that "${base}" and this one have in common. Fetch the history (in CI: fetch-depth: 0).`;
		const parting = (await git(top, ['merge-base', commit, 'HEAD'], apart)).trim();
		const diff = ['diff', '--unified=0', '--no-color', '--no-ext-diff', '--no-textconv', '--find-renames', '--src-prefix=a/', '--dst-prefix=b/', parting, '--'];
		const patch = await git(top, diff, 'git could not compare the commits.');
		const tracked = await git(top, ['ls-files', '-z'], 'git could not list its files.');
		const absolute = (path: string): string => resolve(top, path);
		return new ChangedLines(
			top,
			new Map([...readPatch(patch)].map(([path, ranges]) => [absolute(path), ranges])),
			new Set(tracked.split('\0').filter(Boolean).map(absolute)),
		);
	}

	/** True if one of the lines was added or changed. */
	touches(place: string, { first, last }: LineRange): boolean {
		const path = existsSync(place) ? realpathSync(place) : resolve(this.#top, place);
		if (!this.#tracked.has(path)) return true;
		return this.#changed.get(path)?.some(range => range.first <= last && first <= range.last) ?? false;
	}
}

async function git(folder: string, args: readonly string[], otherwise: string): Promise<string> {
	let result: RunResult;
	try {
		result = await run({
			program: 'git',
			// a repository may name programs to run; none may start just because somebody looks
			args: ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-C', folder, ...args],
			env: { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined, GIT_PREFIX: undefined, GIT_OPTIONAL_LOCKS: '0' },
			timeoutMs,
			maxOutputBytes,
		});
	} catch (error) {
		throw error instanceof ProcessError ? new GitError(error.message) : error;
	}
	if (result.code !== 0) throw new GitError(otherwise);
	return result.stdout;
}

/** The new lines of each file in a patch without context. */
export function readPatch(patch: string): ReadonlyMap<string, readonly LineRange[]> {
	const found = new Map<string, LineRange[]>();
	let ranges: LineRange[] | undefined;
	let left = { old: 0, new: 0 };
	for (const line of patch.split('\n')) {
		// lines of a file may look like headers
		if (line.startsWith('-') && left.old > 0) left = { ...left, old: left.old - 1 };
		else if (line.startsWith('+') && left.new > 0) left = { ...left, new: left.new - 1 };
		else if (line.startsWith('+++ ')) {
			const path = unquotedPath(line.slice(4));
			ranges = path.startsWith('b/') ? [] : undefined;
			if (ranges) found.set(path.slice(2), ranges);
		} else {
			const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
			if (!hunk) continue;
			const [, old = '1', start = '1', count = '1'] = hunk;
			left = { old: Number(old), new: Number(count) };
			if (left.new > 0) ranges?.push({ first: Number(start) - 1, last: Number(start) + left.new - 2 });
		}
	}
	return found;
}

const escapes: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };

/** git writes names with control characters, quotes and backslashes as C does; one with a blank ends in a tab. */
function unquotedPath(text: string): string {
	if (!text.startsWith('"')) return text.replace(/\t$/, '');
	const inner = text.slice(1, text.lastIndexOf('"'));
	return inner.replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, letter: string) =>
		octal === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(Number.parseInt(octal, 8)),
	);
}
