/**
 * BuildKit itself as a judge: a Go program of ours (beside this file) that answers with the code of BuildKit,
 * moby/patternmatcher, distribution/reference and go-rpmdb. It is built once per version of its sources, into the cache.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

const folder = import.meta.dirname;

export interface OracleNode {
	readonly keyword: string;
	readonly flags: readonly string[];
	/** The joined line. */
	readonly original: string;
	/** From 1. */
	readonly startLine: number;
	readonly endLine: number;
	readonly json: boolean;
	readonly args: readonly string[];
	readonly heredocs: readonly { readonly name: string; readonly fd: number; readonly expand: boolean; readonly chomp: boolean; readonly content: string }[];
	readonly prevComments: readonly string[];
	/** The instruction inside ONBUILD. */
	readonly trigger?: OracleNode;
}

/** What can be asked, and the shape of an answer. A missing `error` means that there was none. Lines count from 1. */
export interface Oracle {
	parse: {
		question: { text: string };
		answer: { nodes: OracleNode[]; escape: string; warnings: { short: string; line: number }[]; error?: string; line?: number };
	};
	instructions: { question: { text: string }; answer: { ok: boolean; error?: string; line?: number } };
	/** Every image exists and has an empty configuration. */
	lint: { question: { text: string }; answer: { warnings: { rule: string; line: number; message: string }[]; error?: string; line?: number } };
	expand: {
		question: { word: string; env: Readonly<Record<string, string>>; escape: string };
		answer: { value: string; words: string[]; unset: string[]; used: string[]; error?: string };
	};
	/** `patterns` is the text of an ignore file. */
	ignore: { question: { patterns: string; paths: readonly string[] }; answer: { ignored: boolean[]; exceptions: boolean; error?: string } };
	/** `text` is the path of a database of RPM; the answer has a SHA-256 of each header, sorted. */
	rpmHeaders: { question: { text: string }; answer: { hashes: string[]; error?: string } };
	reference: { question: { text: string }; answer: { domain: string; path: string; tag: string; digest: string; familiar: string; error?: string } };
}

let running: Promise<Judge> | undefined;

/** Asks one kind of question many times over; answers come in the same order. The program is started when first asked. */
export async function ask<K extends keyof Oracle>(op: K, questions: readonly Oracle[K]['question'][]): Promise<Oracle[K]['answer'][]> {
	running ??= build().then(program => new Judge(program));
	const judge = await running;
	return Promise.all(questions.map(question => judge.ask({ op, ...question }) as Promise<Oracle[K]['answer']>));
}

after(async () => (await running?.catch(() => undefined))?.close());

class Judge {
	readonly #process: ChildProcessWithoutNullStreams;
	readonly #waiting: { resolve(answer: unknown): void; reject(error: Error): void }[] = [];
	#complaints = '';

	constructor(program: string) {
		this.#process = spawn(program, { stdio: 'pipe' });
		this.#process.stderr.setEncoding('utf8').on('data', (text: string) => {
			this.#complaints = (this.#complaints + text).slice(-4_000);
		});
		createInterface({ input: this.#process.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on('line', line => this.#waiting.shift()?.resolve(JSON.parse(line)));
		const fail = (error: Error) => this.#waiting.splice(0).forEach(({ reject }) => reject(error));
		this.#process.on('error', fail).on('close', code => fail(new Error(`the oracle ended with ${code}: ${this.#complaints}`)));
		this.#process.stdin.on('error', fail);
	}

	ask(request: object): Promise<unknown> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ resolve, reject });
			this.#process.stdin.write(`${JSON.stringify(request)}\n`);
		});
	}

	close(): void {
		this.#process.stdin.end();
	}
}

/** The program's path; builds it if no one has yet. Needs `go`. */
export async function build(): Promise<string> {
	const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'drydock');
	const program = join(cache, `oracle-${hashOfSources()}`);
	if (existsSync(program)) return program;
	mkdirSync(cache, { recursive: true });
	const lock = `${program}.lock`;
	while (!takeLock(lock)) {
		await wait(100);
		if (existsSync(program)) return program;
	}
	try {
		if (existsSync(program)) return program;
		console.log('Building the oracle; the first time takes a minute or two.');
		const unfinished = `${program}.${process.pid}`;
		await run('go', ['build', '-trimpath', '-o', unfinished, '.']);
		renameSync(unfinished, program);
		return program;
	} finally {
		rmSync(lock, { force: true });
	}
}

function hashOfSources(): string {
	const hash = createHash('sha256');
	for (const name of readdirSync(folder).sort()) if (/\.go$|^go\.(mod|sum)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
	return hash.digest('hex').slice(0, 16);
}

/** Test files run side by side: one builds, the others wait. A lock of a process that is gone is taken away. */
function takeLock(lock: string): boolean {
	try {
		writeFileSync(lock, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		try {
			process.kill(Number(readFileSync(lock, 'utf8')), 0);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ESRCH') rmSync(lock, { force: true });
		}
		return false;
	}
}

function run(command: string, args: readonly string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'pipe'] });
		let complaints = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			complaints += text;
		});
		child
			.on('error', reject)
			.on('close', code => (code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${complaints}`))));
	});
}
