import { allBuildArgs } from './buildOptions.ts';
import { docker, ignoreOutput, parseInspect } from './docker.ts';
import { type EngineCommand, type EngineDialect, firstLine, parseJson, UnexpectedOutput } from './engineCommand.ts';
import { asArray, asRecord, asText } from './json.ts';
import type { EngineVersion, ImageInspect } from './records.ts';

/** The commands of nerdctl, from 2.1 on: those of Docker's client, in front of containerd and a BuildKit of its own. */
export function nerdctl(program = 'nerdctl'): EngineDialect {
	const command = <T>(args: readonly string[], parse: (stdout: string) => T): EngineCommand<T> => ({ program, args, parse });
	return {
		...docker(program),
		name: 'nerdctl',
		title: 'nerdctl',
		version: () => command(['version', '--format', 'json'], parseVersion),
		inspect: reference => command(['image', 'inspect', '--format', '{{json .}}', '--', reference], parseImage),
		build: options => command(['build', '--progress=plain', ...allBuildArgs(options)], ignoreOutput),
		// without a network no plugin for one is needed; it never runs
		createContainer: reference => command(['create', '--network', 'none', '--', reference, 'none'], firstLine),
	};
}

function parseVersion(stdout: string): EngineVersion {
	const version = asRecord(parseJson(stdout));
	const client = asText(asRecord(version.Client).Version);
	if (client === undefined) throw new UnexpectedOutput('expected a client version');
	const components = asArray(asRecord(version.Server).Components).map(asRecord);
	return { client, server: asText(components.find(({ Name }) => Name === 'containerd')?.Version), apiVersion: undefined };
}

/** Its list and its builder know an image by the digest of its manifest, its inspection by that of the configuration: here all know the first. */
function parseImage(stdout: string): ImageInspect {
	const image = parseInspect(stdout);
	const digest = image.digests[0]?.split('@')[1];
	return { ...image, id: digest ?? image.id, layerSizeKind: 'disk' };
}
