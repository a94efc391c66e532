/** Who turns the Dockerfile into an image. */
export type Builder =
	/** The buildx plugin. */
	| 'buildx'
	/** BuildKit inside the engine, through a client older than 23 (DOCKER_BUILDKIT=1). */
	| 'buildkit'
	/** Docker's old builder: no secrets, no mounts, no heredocs. */
	| 'classic'
	| 'buildah';

export interface BuildOptions {
	readonly builder: Builder;
	readonly context: string;
	readonly dockerfile?: string;
	readonly tags?: readonly string[];
	readonly target?: string;
	/** Values are part of the image's history: never secrets. `undefined` takes the value from the environment. */
	readonly buildArgs?: Readonly<Record<string, string | undefined>>;
	readonly secrets?: readonly BuildSecret[];
	readonly platform?: string;
	readonly noCache?: boolean;
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

/** The arguments every builder understands, in a fixed order. */
export function commonBuildArgs(options: BuildOptions): string[] {
	const args: string[] = [];
	if (options.dockerfile !== undefined) args.push('-f', options.dockerfile);
	for (const tag of options.tags ?? []) args.push('-t', tag);
	if (options.target !== undefined) args.push('--target', options.target);
	for (const [name, value] of Object.entries(options.buildArgs ?? {})) args.push('--build-arg', value === undefined ? name : `${name}=${value}`);
	if (options.platform !== undefined) args.push('--platform', options.platform);
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
