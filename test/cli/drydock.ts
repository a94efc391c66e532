/** The command `drydock` as tests run it. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { run } from '../../server/src/cli/run.ts';
import { needThat } from '../support/requirement.ts';

export interface Outcome {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface Surroundings {
	readonly stdin?: string | Uint8Array;
	readonly terminal?: boolean;
	readonly env?: Readonly<Record<string, string>>;
}

/** In this process, which is many times faster than one of its own. */
export async function drydock(cwd: string, args: readonly string[], { stdin = '', terminal = false, env = {} }: Surroundings = {}): Promise<Outcome> {
	let stdout = '';
	let stderr = '';
	// whether it is installed on this machine must not matter
	const mayAskShellCheck = ['check', 'fix'].includes(args[0] ?? '') && !args.some(argument => argument.startsWith('--shellcheck'));
	const code = await run(mayAskShellCheck ? [args[0] as string, '--shellcheck=off', ...args.slice(1)] : args, {
		stdout: text => {
			stdout += text;
		},
		stderr: text => {
			stderr += text;
		},
		env,
		cwd,
		terminal,
		stdin: bytesOf(stdin),
	});
	return { code, stdout, stderr };
}

async function* bytesOf(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
	// in two pieces, so that a reader who takes only the first is found out
	const bytes = Buffer.from(text);
	yield bytes.subarray(0, bytes.length >> 1);
	yield bytes.subarray(bytes.length >> 1);
}

const root = join(import.meta.dirname, '../..');
const source = join(root, 'server/src/cli/main.ts');
export const packageVersion: string = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
export const bundle: string = join(root, 'dist/cli.cjs');

/** For the first line of a test: the bundle is made by `npm run build`, which the runner of all suites does. */
export function needBundle(t: TestContext): boolean {
	return needThat(t, existsSync(bundle), 'dist/cli.cjs is missing. To run this test: npm run build.');
}

/** In a process of its own, from the sources or as it ships. */
export function drydockProcess(cwd: string, args: readonly string[], { stdin = '', env = {} }: Surroundings = {}, script: string = source): Promise<Outcome> {
	const child = spawn(process.execPath, [script, ...args], { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		stdout += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	child.stdin.on('error', () => {}).end(stdin);
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => (code === null ? reject(new Error(`Ended by ${signal}: ${stderr}`)) : resolve({ code, stdout, stderr })));
	});
}

/** What `--format json` says, as far as tests look at it. */
export interface CheckJson {
	readonly schema: number;
	readonly tool: { readonly name: string; readonly version: string };
	readonly files: readonly FileJson[];
	readonly unanswered: readonly { readonly kind: string; readonly key: string; readonly path: string }[];
	readonly configuration?: readonly { readonly path: string; readonly range: RangeJson | null; readonly message: string }[];
}

export interface FileJson {
	readonly path: string;
	readonly findings: readonly FindingJson[];
	readonly crashes: readonly unknown[];
	readonly error?: string;
}

export interface FindingJson {
	readonly rule: string;
	readonly aliases: readonly string[];
	readonly category: string;
	readonly severity: string;
	readonly message: string;
	readonly help: string;
	readonly range: RangeJson;
	readonly actions: readonly { readonly id: string; readonly title: string; readonly kind: string; readonly safety: string }[];
	readonly related: readonly { readonly range: RangeJson; readonly message: string }[];
	readonly suppressedBy: RangeJson | null;
}

interface PlaceJson {
	readonly line: number;
	readonly character: number;
}

export interface RangeJson {
	readonly start: PlaceJson;
	readonly end: PlaceJson;
}

export async function checkJson(
	cwd: string,
	args: readonly string[],
	surroundings?: Surroundings,
): Promise<CheckJson & { readonly code: number; readonly stderr: string }> {
	const { code, stdout, stderr } = await drydock(cwd, ['check', '--format', 'json', ...args], surroundings);
	return { ...(JSON.parse(stdout) as CheckJson), code, stderr };
}

/** The findings of the only file, as `line rule`, lines counted from 1. */
export function linesAndRules({ files }: CheckJson): string[] {
	if (files.length !== 1) throw new Error(`One file was expected, there are ${files.length}.`);
	return (files[0]?.findings ?? []).map(({ range, rule }) => `${range.start.line + 1} ${rule}`);
}
