import { run } from './process.ts';

/** What git prints, without blanks around it; `undefined` where it prints nothing, fails, or is not there. */
export async function git(folder: string, args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
	try {
		const { code, stdout } = await run({ program: 'git', args: ['-C', folder, ...args], env, timeoutMs: 5_000, maxOutputBytes: 1 << 20 });
		return code === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
	} catch {
		// no git here; then it knows nothing
		return undefined;
	}
}
