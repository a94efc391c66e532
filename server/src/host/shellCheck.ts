/** Asks the program `shellcheck`, where there is one. */
import { availableParallelism } from 'node:os';
import {
	readShellCheckKey,
	readShellCheckOutput,
	type ShellCheckComment,
	type ShellCheckQuestion,
	senselessCodes,
	shellCheckInput,
} from '../service/shellCheck.ts';
import type { FactSource } from '../service/types.ts';
import { LookUps } from './lookUps.ts';
import { ProcessError, run } from './process.ts';

const timeoutMs = 20_000;
const maxOutputBytes = 16_000_000;

export interface ShellCheckOptions {
	/** A path, or `undefined`: the one on PATH, if there is one. */
	readonly program?: string | undefined;
	/** Hears once why there is no answer, in a sentence; not of a program that nobody named and that is not there. */
	readonly onFailure?: ((message: string) => void) | undefined;
}

/** The source of facts about scripts. Nothing is started before the first question; without the program questions stay open. */
export function shellCheckFacts({ program = 'shellcheck', onFailure }: ShellCheckOptions = {}): FactSource {
	const isNamed = program !== 'shellcheck';
	const lookUps = new LookUps<readonly ShellCheckComment[]>(Date.now, availableParallelism());
	let version: Promise<string | undefined> | undefined;
	const said = new Set<string>();
	const say = (message: string): void => {
		if (!said.has(message)) onFailure?.(message);
		said.add(message);
	};
	return {
		shellcheck: async (key, signal) => {
			version ??= versionOf(program).catch((error: unknown) => {
				const isAbsent = error instanceof ProcessError && error.kind === 'notFound';
				if (isNamed || !isAbsent) say(`ShellCheck is not used: ${sentenceOf(error)}`);
				return undefined;
			});
			const known = await version;
			if (known === undefined) return undefined;
			try {
				return await lookUps.get(key, own => ask(program, known, readShellCheckKey(key), own), signal);
			} catch (error) {
				if (!(error instanceof ProcessError && error.kind === 'aborted')) say(`ShellCheck gave no answer: ${sentenceOf(error)}`);
				throw error;
			}
		},
	};
}

async function versionOf(program: string): Promise<string> {
	const { stdout } = await run({ program, args: ['--version'], timeoutMs, maxOutputBytes });
	const version = /^version: (\d+\.\d+)/m.exec(stdout)?.[1];
	if (version === undefined) throw new Error(`${program} --version does not name a version of ShellCheck. Correct the path.`);
	return version;
}

async function ask(program: string, version: string, question: ShellCheckQuestion, signal: AbortSignal): Promise<readonly ShellCheckComment[]> {
	// BusyBox is known since 0.10
	const dialect = question.dialect === 'busybox' && Number(version.split('.')[1]) < 10 && version.startsWith('0.') ? 'dash' : question.dialect;
	const { code, stdout, stderr } = await run({
		program,
		args: ['--norc', '--format=json1', `--exclude=${senselessCodes.map(senseless => `SC${senseless}`).join(',')}`, `--shell=${dialect}`, '-'],
		env: { LC_ALL: 'C.UTF-8', SHELLCHECK_OPTS: undefined },
		input: shellCheckInput(question),
		timeoutMs,
		maxOutputBytes,
		signal,
	});
	// 1: it has something to say
	if (code > 1) throw new Error(`it ended with ${code}${stderr.trim() === '' ? '.' : `: ${stderr.trim().split('\n', 1)[0]}`}`);
	return readShellCheckOutput(stdout, question);
}

function sentenceOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
