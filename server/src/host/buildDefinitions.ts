/** What a project's compose or bake files say about building it. The tool reads them, not we. */
import { access } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { type BuildDefinition, bakeDefinitions, definitionFiles } from '../image/bake.ts';
import { UnexpectedOutput } from '../image/engineCommand.ts';
import { type Engine, EngineError } from './engine.ts';
import { run } from './process.ts';

/** With absolute paths where they are folders and files. */
export interface FoundDefinition extends BuildDefinition {
	/** Where the files are that define it. */
	readonly folder: string;
}

const timeoutMs = 20_000;

/** Of the first folder that has such a file; needs the buildx plugin. Throws an `EngineError` with what the tool said about the files. */
export async function buildDefinitions(engine: Engine, folders: readonly string[], signal?: AbortSignal): Promise<readonly FoundDefinition[]> {
	for (const folder of folders) {
		const present = await Promise.all(definitionFiles.map(file => exists(join(folder, file))));
		if (!present.includes(true)) continue;
		const command = bakeDefinitions(engine.program);
		const { code, stdout, stderr } = await run({
			program: command.program,
			args: command.args,
			cwd: folder,
			env: engine.env,
			timeoutMs,
			maxOutputBytes: 8 << 20,
			...(signal === undefined ? {} : { signal }),
		});
		if (code !== 0) throw new EngineError('refused', `docker buildx bake could not read the files in ${folder}: ${lastLine(stderr)}`);
		try {
			return command.parse(stdout).map(definition => inFolder(definition, folder));
		} catch (error) {
			if (error instanceof UnexpectedOutput) throw new EngineError('nonsense', `docker buildx bake did not print its targets: ${error.message}.`);
			throw error;
		}
	}
	return [];
}

function inFolder(definition: BuildDefinition, folder: string): FoundDefinition {
	const context = isAddress(definition.context) ? definition.context : resolve(folder, definition.context);
	const { dockerfile } = definition;
	return {
		...definition,
		folder,
		context,
		dockerfile: dockerfile === undefined || isAddress(context) ? undefined : isAbsolute(dockerfile) ? dockerfile : join(context, dockerfile),
		secrets: definition.secrets.map(secret => (secret.file === undefined ? secret : { ...secret, file: resolve(folder, secret.file) })),
		contexts: Object.fromEntries(
			Object.entries(definition.contexts).map(([name, value]) => [name, isAddress(value) || value.startsWith('target:') ? value : resolve(folder, value)]),
		),
	};
}

function isAddress(context: string): boolean {
	return /^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(context);
}

async function exists(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false,
	);
}

function lastLine(text: string): string {
	return (
		text
			.trim()
			.split('\n')
			.at(-1)
			?.replace(/^ERROR: /, '') ?? ''
	);
}
