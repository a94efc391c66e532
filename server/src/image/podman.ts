import { allBuildArgs } from './buildOptions.ts';
import { type EngineCommand, type EngineDialect, firstLine, parseJson, UnexpectedOutput } from './engineCommand.ts';
import { asArray, asNumber, asRecord, asText, asTextMap, asTexts } from './json.ts';
import { type EngineVersion, type HistoryEntry, type ImageInspect, type ImageSummary, readConfigHistory } from './records.ts';

/** The commands of Podman, from 4.3 on. */
export function podman(program = 'podman'): EngineDialect {
	const command = <T>(args: readonly string[], parse: (stdout: string) => T): EngineCommand<T> => ({ program, args, parse });
	return {
		name: 'podman',
		title: 'Podman',
		version: () => command(['version', '--format', 'json'], parseVersion),
		inspect: reference => command(['image', 'inspect', '--format', 'json', '--', reference], parseInspect),
		history: reference => command(['history', '--no-trunc', '--format', 'json', '--', reference], parseHistory),
		list: () => command(['images', '--no-trunc', '--format', 'json'], parseImages),
		build: options => command(['build', ...allBuildArgs(options)], ignoreOutput),
		tag: (source, target) => command(['tag', '--', source, target], ignoreOutput),
		push: reference => command(['push', '--', reference], ignoreOutput),
		removeImage: reference => command(['image', 'rm', '--', reference], ignoreOutput),
		save: (reference, file) => command(['save', '--format', 'docker-archive', ...(file === undefined ? [] : ['-o', file]), '--', reference], ignoreOutput),
		// an image without a command of its own needs one to be named; it never runs
		createContainer: reference => command(['create', '--', reference, 'none'], firstLine),
		copyFrom: (container, path) => command(['cp', '--', `${container}:/${path}`, '-'], ignoreOutput),
		removeContainer: container => command(['rm', '--force', '--', container], ignoreOutput),
	};
}

function ignoreOutput(): void {}

function parseVersion(stdout: string): EngineVersion {
	const version = asRecord(parseJson(stdout));
	const client = asRecord(version.Client);
	const name = asText(client.Version);
	if (name === undefined) throw new UnexpectedOutput('expected a client version');
	// A local podman is its own engine and tells of no server.
	const server = asRecord(version.Server);
	return { client: name, server: asText(server.Version) ?? name, apiVersion: asText(server.APIVersion) ?? asText(client.APIVersion) };
}

function parseInspect(stdout: string): ImageInspect {
	// Some versions print an array of one even with a format.
	const parsed = parseJson(stdout);
	const image = asRecord(Array.isArray(parsed) ? parsed[0] : parsed);
	const id = asText(image.Id);
	if (id === undefined) throw new UnexpectedOutput('expected an image with an id');
	return {
		id: withAlgorithm(id),
		references: asTexts(image.RepoTags),
		digests: asTexts(image.RepoDigests),
		created: asText(image.Created),
		platform: { os: asText(image.Os) ?? '', architecture: asText(image.Architecture) ?? '', variant: asText(image.Variant) },
		size: asNumber(image.Size) ?? 0,
		layerSizeKind: 'tar',
		diffIds: asTexts(asRecord(image.RootFS).Layers),
		history: Array.isArray(image.History) ? readConfigHistory(image.History) : undefined,
		annotations: asTextMap(image.Annotations),
		labels: asTextMap(image.Labels),
	};
}

/** One array, newest first, with `created` and `Created` side by side. */
function parseHistory(stdout: string): HistoryEntry[] {
	const parsed = parseJson(stdout);
	if (!Array.isArray(parsed)) throw new UnexpectedOutput('expected a list of history entries');
	return asArray(parsed)
		.map(item => {
			const entry = asRecord(item);
			return {
				createdBy: asText(entry.CreatedBy) ?? '',
				comment: asText(entry.comment) ?? '',
				created: asText(entry.created),
				empty: undefined,
				size: asNumber(entry.size) ?? 0,
			};
		})
		.reverse();
}

function parseImages(stdout: string): ImageSummary[] {
	const parsed = parseJson(stdout);
	if (!Array.isArray(parsed)) throw new UnexpectedOutput('expected a list of images');
	return asArray(parsed).flatMap((item): ImageSummary[] => {
		const image = asRecord(item);
		const names = asTexts(image.Names);
		const summary = { id: withAlgorithm(asText(image.Id) ?? ''), created: asText(image.CreatedAt) ?? '', size: `${asNumber(image.Size) ?? 0} B` };
		return names.length === 0 ? [{ ...summary, reference: undefined }] : names.map(reference => ({ ...summary, reference }));
	});
}

function withAlgorithm(id: string): string {
	return id === '' || id.includes(':') ? id : `sha256:${id}`;
}
