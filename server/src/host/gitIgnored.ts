/** What git leaves out of a folder. */
import { join } from 'node:path';

const timeoutMs = 20_000;
const maxOutputBytes = 64_000_000;

/**
 * The ignored files and folders below a folder, each joined with it; tracked ones are never among them. Empty outside a work tree,
 * without git, and for a folder that is itself ignored: whoever names it wants to see what is in it.
 */
export async function ignoredByGit(folder: string): Promise<ReadonlySet<string>> {
	try {
		// one file is checked without ever starting a program
		const { run } = await import('./process.ts');
		const { code, stdout } = await run({
			program: 'git',
			// A repository may name a program to ask for changes; it must not run just because somebody looks at the folder.
			args: ['-c', 'core.fsmonitor=false', '-C', folder, 'ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'],
			// Inside a git hook these point at another repository or index.
			env: { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined, GIT_PREFIX: undefined, GIT_OPTIONAL_LOCKS: '0' },
			timeoutMs,
			maxOutputBytes,
		});
		if (code !== 0) return new Set();
		const names = stdout.split('\0').filter(name => name !== '');
		if (names.some(name => name === './' || name === '.')) return new Set();
		return new Set(names.map(name => join(folder, name.replace(/\/$/, ''))));
	} catch {
		// Without git the walk shows more, never less.
		return new Set();
	}
}
