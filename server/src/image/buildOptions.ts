/** Who turns the Dockerfile into an image. */
export type Builder =
	/** The buildx plugin. */
	| 'buildx'
	/** BuildKit inside the engine, through a client older than 23 (DOCKER_BUILDKIT=1). */
	| 'buildkit'
	/** Docker's old builder: no secrets, no mounts, no heredocs. */
	| 'classic'
	| 'buildah'
	/** A BuildKit that nerdctl speaks to. */
	| 'nerdctl';

export interface BuildOptions {
	readonly builder: Builder;
	readonly context: string;
	readonly dockerfile?: string;
	readonly tags?: readonly string[];
	readonly target?: string;
	/** Values are part of the image's history: never secrets. `undefined` takes the value from the environment. */
	readonly buildArgs?: Readonly<Record<string, string | undefined>>;
	readonly secrets?: readonly BuildSecret[];
	readonly ssh?: readonly BuildSsh[];
	/** `os/architecture[/variant]`, several with commas between them. */
	readonly platform?: string;
	/** Folders, images or addresses that FROM and COPY --from know by a name. */
	readonly contexts?: Readonly<Record<string, string>>;
	readonly labels?: Readonly<Record<string, string>>;
	/** Asks the registry for newer images also where the engine has them. */
	readonly pull?: boolean;
	readonly noCache?: boolean;
	/** An instance of buildx, by name: it may build elsewhere. */
	readonly instance?: string;
	/** Into the registry in place of the engine. */
	readonly push?: boolean;
	/** Where the builder writes the image's id. */
	readonly idFile?: string;
	/** Where buildx writes the digests. */
	readonly metadataFile?: string;
}

/** A secret is named here, never held: it comes from a file or from an environment variable when the build runs. */
export interface BuildSecret {
	readonly id: string;
	readonly file?: string;
	readonly env?: string;
}

/** Keys of the agent at SSH_AUTH_SOCK, or of a file or another agent's socket. */
export interface BuildSsh {
	readonly id: string;
	readonly path?: string;
}

/** The arguments every builder understands, in a fixed order. */
export function commonBuildArgs(options: BuildOptions): string[] {
	const args: string[] = [];
	if (options.dockerfile !== undefined) args.push('-f', options.dockerfile);
	for (const tag of options.tags ?? []) args.push('-t', tag);
	if (options.target !== undefined) args.push('--target', options.target);
	for (const [name, value] of Object.entries(options.buildArgs ?? {})) args.push('--build-arg', value === undefined ? name : `${name}=${value}`);
	if (options.platform !== undefined) args.push('--platform', options.platform);
	for (const [name, value] of Object.entries(options.labels ?? {})) args.push('--label', `${name}=${value}`);
	if (options.pull) args.push('--pull');
	if (options.noCache) args.push('--no-cache');
	if (options.idFile !== undefined) args.push('--iidfile', options.idFile);
	return args;
}

export function secretArgs(secrets: readonly BuildSecret[] = []): string[] {
	return secrets.flatMap(({ id, file, env }) => [
		'--secret',
		[`id=${id}`, file !== undefined ? `src=${file}` : env !== undefined ? `env=${env}` : undefined].filter(Boolean).join(','),
	]);
}

export function sshArgs(ssh: readonly BuildSsh[] = []): string[] {
	return ssh.flatMap(({ id, path }) => ['--ssh', path === undefined ? id : `${id}=${path}`]);
}

export function contextArgs(contexts: Readonly<Record<string, string>> = {}): string[] {
	return Object.entries(contexts).flatMap(([name, value]) => ['--build-context', `${name}=${value}`]);
}

/** For a builder that has an option for everything and no instances of itself. */
export function allBuildArgs(options: BuildOptions): string[] {
	return [...commonBuildArgs(options), ...contextArgs(options.contexts), ...secretArgs(options.secrets), ...sshArgs(options.ssh), '--', options.context];
}

/** What a builder cannot do of what is asked, as the end of a sentence; `undefined` if it can do all. */
export function unsupported(builder: Builder, { secrets = [], ssh = [], contexts = {}, instance, push, platform }: BuildOptions): string | undefined {
	if (builder === 'classic' && secrets.length > 0) return 'has no secrets';
	if (builder === 'classic' && ssh.length > 0) return 'has no SSH mounts';
	if ((builder === 'classic' || builder === 'buildkit') && Object.keys(contexts).length > 0) return 'has no named contexts';
	if (builder !== 'buildx' && instance !== undefined) return 'has no other instances to build on';
	if (builder !== 'buildx' && push) return 'does not build into a registry';
	return builder !== 'buildx' && platform?.includes(',') ? 'builds one platform at a time' : undefined;
}
