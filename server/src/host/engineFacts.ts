/** What the local engine knows about images that it pulled: an answer without the network. */
import type { ImageDigest } from '../service/types.ts';
import { type RunResult, run } from './process.ts';
import { registryName } from './registryName.ts';

export interface EngineOptions {
	/** `docker`, or the path of a program that takes its arguments. */
	readonly program: string;
	readonly timeoutMs?: number | undefined;
	readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

const defaultTimeoutMs = 5_000;
const maxOutputBytes = 1 << 20;

export class EngineFacts {
	readonly #options: EngineOptions;
	#trusted: Promise<boolean> | undefined;

	constructor(options: EngineOptions) {
		this.#options = options;
	}

	/**
	 * The digest under which a local image was pulled or pushed; `undefined` if the engine does not know, or its word is worth
	 * nothing. It never says `null`: an image that is not here may well exist.
	 */
	async imageDigest(reference: string, signal?: AbortSignal): Promise<ImageDigest | undefined> {
		const name = registryName(reference);
		if (!name || !(await this.#isTrusted())) return undefined;
		const { code, stdout } = await this.#ask(['image', 'inspect', '--format', '{{json .RepoDigests}}', `${name.host}/${name.repository}:${name.tag}`], signal);
		if (code !== 0) return undefined;
		const digests = new Set(
			listIn(stdout).flatMap(entry => {
				const [repository = '', digest = ''] = entry.split('@');
				const found = registryName(repository);
				const same = found?.host === name.host && found.repository === name.repository;
				return same && /^sha256:[0-9a-f]{64}$/.test(digest) ? [digest] : [];
			}),
		);
		// Two digests mean that the same image was pulled at two times; which one the tag has, the engine does not remember.
		const [digest, ...others] = digests;
		return digest === undefined || others.length > 0 ? undefined : { digest, source: 'local engine' };
	}

	/**
	 * With the containerd image store, and with Podman, an image that was only built here has a "repository digest" too, one that no
	 * registry has ever seen. Only Docker's older stores write it down on pull and push alone.
	 */
	#isTrusted(): Promise<boolean> {
		// Shared by all questions, so that none of them may cancel it; and asked again until the engine runs.
		this.#trusted ??= this.#ask(['info', '--format', '{{json .}}'], undefined).then(
			({ code, stdout }) => {
				if (code !== 0) this.#trusted = undefined;
				return code === 0 && keepsPulledDigests(stdout);
			},
			error => {
				this.#trusted = undefined;
				throw error;
			},
		);
		return this.#trusted;
	}

	#ask(args: readonly string[], signal: AbortSignal | undefined): Promise<RunResult> {
		return run({
			program: this.#options.program,
			args,
			env: this.#options.env,
			signal,
			timeoutMs: this.#options.timeoutMs ?? defaultTimeoutMs,
			maxOutputBytes,
		});
	}
}

/** Reads `docker info`: true for a graph driver (overlay2, vfs, btrfs, zfs), false for the containerd store and what is not Docker. */
export function keepsPulledDigests(info: string): boolean {
	try {
		const answer = JSON.parse(info) as { readonly Driver?: unknown; readonly DriverStatus?: unknown; readonly ServerVersion?: unknown };
		if (typeof answer.Driver !== 'string' || answer.Driver === '' || typeof answer.ServerVersion !== 'string') return false;
		return !JSON.stringify(answer.DriverStatus ?? []).includes('io.containerd.snapshotter');
	} catch {
		return false;
	}
}

function listIn(text: string): string[] {
	try {
		const list: unknown = JSON.parse(text);
		return Array.isArray(list) ? list.filter(entry => typeof entry === 'string') : [];
	} catch {
		return [];
	}
}
