import { type BuildOptions, commonBuildArgs, contextArgs, secretArgs, sshArgs } from './buildOptions.ts';
import { type EngineCommand, type EngineDialect, firstLine, parseJson, parseJsonLines, UnexpectedOutput } from './engineCommand.ts';
import { asArray, asNumber, asRecord, asText, asTextMap, asTexts } from './json.ts';
import type { EngineVersion, HistoryEntry, ImageInspect, ImageSummary, SizeKind } from './records.ts';

/** The commands of Docker's client, from 20.10 on. `program` is its name or path. */
export function docker(program = 'docker'): EngineDialect {
	const command = <T>(args: readonly string[], parse: (stdout: string) => T, env?: Readonly<Record<string, string>>): EngineCommand<T> =>
		env === undefined ? { program, args, parse } : { program, args, parse, env };
	return {
		name: 'docker',
		title: 'Docker',
		version: () => command(['version', '--format', '{{json .}}'], parseVersion),
		inspect: reference => command(['image', 'inspect', '--format', '{{json .}}', '--', reference], parseInspect),
		// Without --human=false the sizes are rounded to three digits; with it they are bytes, also on 20.10.
		history: reference => command(['history', '--no-trunc', '--human=false', '--format', '{{json .}}', '--', reference], parseHistory),
		list: () => command(['images', '--no-trunc', '--format', '{{json .}}'], parseImages),
		build: options => command(buildArgs(options), ignoreOutput, buildEnvironment(options)),
		tag: (source, target) => command(['tag', '--', source, target], ignoreOutput),
		push: reference => command(['push', '--', reference], ignoreOutput),
		removeImage: reference => command(['image', 'rm', '--', reference], ignoreOutput),
		save: (reference, file) => command(file === undefined ? ['save', '--', reference] : ['save', '-o', file, '--', reference], ignoreOutput),
		// an image without a command of its own needs one to be named; it never runs
		createContainer: reference => command(['create', '--', reference, 'none'], firstLine),
		copyFrom: (container, path) => command(['cp', '--', `${container}:/${path}`, '-'], ignoreOutput),
		removeContainer: container => command(['rm', '--force', '--', container], ignoreOutput),
	};
}

/** `docker buildx version`: succeeds where the plugin is installed. */
export function buildxVersion(program = 'docker'): EngineCommand<string> {
	return { program, args: ['buildx', 'version'], parse: stdout => stdout.trim() };
}

function buildArgs(options: BuildOptions): string[] {
	const common = commonBuildArgs(options);
	const secrets = [...secretArgs(options.secrets), ...sshArgs(options.ssh)];
	// `--progress` is an unknown flag to a newer client without buildx, so only BuildKit gets it.
	switch (options.builder) {
		case 'buildx':
			return [
				'buildx',
				'build',
				...(options.instance === undefined ? [] : ['--builder', options.instance]),
				options.push ? '--push' : '--load',
				'--progress=plain',
				...common,
				...contextArgs(options.contexts),
				...(options.metadataFile === undefined ? [] : ['--metadata-file', options.metadataFile]),
				...secrets,
				'--',
				options.context,
			];
		case 'buildkit':
			return ['build', '--progress=plain', ...common, ...secrets, '--', options.context];
		default:
			return ['build', ...common, '--', options.context];
	}
}

/** The client chooses its builder by this variable; a value of the user's own must not change our plan. */
function buildEnvironment({ builder }: BuildOptions): Readonly<Record<string, string>> | undefined {
	if (builder === 'buildkit') return { DOCKER_BUILDKIT: '1' };
	return builder === 'classic' ? { DOCKER_BUILDKIT: '0' } : undefined;
}

export function ignoreOutput(): void {}

function parseVersion(stdout: string): EngineVersion {
	const version = asRecord(parseJson(stdout));
	const server = asRecord(version.Server);
	const client = asText(asRecord(version.Client).Version);
	if (client === undefined) throw new UnexpectedOutput('expected a client version');
	return { client, server: asText(server.Version), apiVersion: asText(server.ApiVersion) };
}

export function parseInspect(stdout: string): ImageInspect {
	const image = asRecord(parseJson(stdout));
	const id = asText(image.Id);
	const diffIds = asRecord(image.RootFS).Layers;
	if (id === undefined) throw new UnexpectedOutput('expected an image with an id');
	return {
		id,
		references: asTexts(image.RepoTags),
		digests: asTexts(image.RepoDigests),
		created: asText(image.Created),
		platform: { os: asText(image.Os) ?? '', architecture: asText(image.Architecture) ?? '', variant: asText(image.Variant) },
		size: asNumber(image.Size) ?? 0,
		layerSizeKind: layerSizeKind(image),
		diffIds: asTexts(diffIds),
		history: undefined,
		annotations: asTextMap(asRecord(image.Descriptor).annotations),
		labels: asTextMap(asRecord(image.Config).Labels),
	};
}

/** A graph driver has directories to tell of; the containerd store has a snapshotter's name (or, later, no driver at all) and a descriptor. */
function layerSizeKind(image: Readonly<Record<string, unknown>>): SizeKind {
	const hasDirectories = Object.keys(asRecord(asRecord(image.GraphDriver).Data)).length > 0;
	return !hasDirectories && image.Descriptor !== undefined ? 'disk' : 'unpacked';
}

/** Newest first as printed; no word on empty layers. */
function parseHistory(stdout: string): HistoryEntry[] {
	return parseJsonLines(stdout)
		.map(line => {
			const entry = asRecord(line);
			const size = asText(entry.Size);
			if (size === undefined || !/^\d+$/.test(size)) throw new UnexpectedOutput('expected a history with sizes in bytes');
			return {
				createdBy: asText(entry.CreatedBy) ?? '',
				comment: asText(entry.Comment) ?? '',
				created: asText(entry.CreatedAt),
				empty: undefined,
				size: Number(size),
			};
		})
		.reverse();
}

/** The answer of `GET /images/NAME/history`, for hosts that speak to the socket. */
export function parseApiHistory(text: string): HistoryEntry[] {
	return asArray(parseJson(text))
		.map(item => {
			const entry = asRecord(item);
			const created = asNumber(entry.Created);
			return {
				createdBy: asText(entry.CreatedBy) ?? '',
				comment: asText(entry.Comment) ?? '',
				created: created === undefined ? undefined : new Date(created * 1000).toISOString(),
				empty: undefined,
				size: asNumber(entry.Size) ?? 0,
			};
		})
		.reverse();
}

function parseImages(stdout: string): ImageSummary[] {
	return parseJsonLines(stdout).map(line => {
		const image = asRecord(line);
		const repository = asText(image.Repository) ?? '<none>';
		const tag = asText(image.Tag) ?? '<none>';
		return {
			id: asText(image.ID) ?? '',
			reference: repository === '<none>' || tag === '<none>' ? undefined : `${repository}:${tag}`,
			created: asText(image.CreatedAt) ?? '',
			size: asText(image.Size) ?? '',
		};
	});
}
