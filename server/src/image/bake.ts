import type { BuildSecret, BuildSsh } from './buildOptions.ts';
import { type EngineCommand, parseJson } from './engineCommand.ts';
import { asArray, asRecord, asText, asTextMap, asTexts } from './json.ts';

/** A target of `docker-bake.hcl`, or a service with `build:` of a compose file, as the tool itself reads them. */
export interface BuildDefinition {
	readonly name: string;
	/** As the file writes it: relative to the folder of the file, or an address. */
	readonly context: string;
	/** Relative to the context. `undefined`: the definition holds the Dockerfile's text, or names none. */
	readonly dockerfile: string | undefined;
	readonly tags: readonly string[];
	readonly target: string | undefined;
	readonly args: Readonly<Record<string, string>>;
	readonly labels: Readonly<Record<string, string>>;
	readonly contexts: Readonly<Record<string, string>>;
	readonly platforms: readonly string[];
	readonly secrets: readonly BuildSecret[];
	readonly ssh: readonly BuildSsh[];
	readonly noCache: boolean;
	readonly pull: boolean;
}

/** Files that `docker buildx bake` reads from a folder when none is named. */
export const definitionFiles: readonly string[] = [
	'docker-bake.hcl',
	'docker-bake.json',
	'compose.yaml',
	'compose.yml',
	'docker-compose.yml',
	'docker-compose.yaml',
];

/** All targets of a folder. Runs nothing of them and needs no engine. */
export function bakeDefinitions(program: string): EngineCommand<readonly BuildDefinition[]> {
	return { program, args: ['buildx', 'bake', '--print', '*'], parse: parseDefinitions };
}

function parseDefinitions(stdout: string): BuildDefinition[] {
	return Object.entries(asRecord(asRecord(parseJson(stdout)).target)).map(([name, value]) => {
		const target = asRecord(value);
		return {
			name,
			context: asText(target.context) ?? '.',
			dockerfile: target['dockerfile-inline'] === undefined ? (asText(target.dockerfile) ?? 'Dockerfile') : undefined,
			tags: asTexts(target.tags),
			target: asText(target.target),
			args: asTextMap(target.args),
			labels: asTextMap(target.labels),
			contexts: asTextMap(target.contexts),
			platforms: asTexts(target.platforms),
			secrets: asArray(target.secret).flatMap(readSecret),
			ssh: asArray(target.ssh).flatMap(readSsh),
			noCache: target['no-cache'] === true,
			pull: target.pull === true,
		};
	});
}

/** An object from newer tools, `id=npm,env=NPM_TOKEN` from older ones. */
function readSecret(value: unknown): BuildSecret[] {
	const text = asText(value);
	const parts = text === undefined ? asTextMap(value) : Object.fromEntries(text.split(',').map(part => part.split(/=(.*)/s, 2) as [string, string]));
	const { id, env } = parts;
	const file = parts.src ?? parts.source;
	return id === undefined ? [] : [{ id, ...(file === undefined ? {} : { file }), ...(env === undefined ? {} : { env }) }];
}

/** `default`, `default=path`, or an object with `id` and `paths`. */
function readSsh(value: unknown): BuildSsh[] {
	const text = asText(value);
	const [id, path] = text === undefined ? [asText(asRecord(value).id), asTexts(asRecord(value).paths)[0]] : text.split(/=(.*)/s, 2);
	return id === undefined ? [] : [{ id, ...(path === undefined ? {} : { path }) }];
}
