/** The name and version a project gives itself, from its own manifest. Nothing is run but git. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from './git.ts';

export interface ProjectVersion {
	/** As the manifest writes it; `undefined` where none does. */
	readonly name: string | undefined;
	readonly version: string;
	/** The file or tool that said the version. */
	readonly source: string;
}

/** What a manifest says. */
interface Manifest {
	readonly name: string | undefined;
	readonly version: string | undefined;
}

/** The first manifest with a version; else what git knows; else 0.1.0. */
export async function projectVersion(folder: string, env: Readonly<Record<string, string | undefined>>): Promise<ProjectVersion> {
	let name: string | undefined;
	for (const [source, read] of manifests) {
		const text = await readFile(join(folder, source), 'utf8').catch(() => undefined);
		const found = text === undefined ? undefined : read(text);
		name ??= found?.name;
		if (found?.version !== undefined) return { name: found.name, version: found.version, source };
	}
	const dotnet = await dotnetProject(folder);
	if (dotnet !== undefined) return dotnet;
	const module = await readFile(join(folder, 'go.mod'), 'utf8').catch(() => undefined);
	if (module !== undefined) {
		// Go has no version in its manifest: the tag is the version.
		name = /^module\s+"?([^\s"]+)/m
			.exec(module)?.[1]
			?.replace(/\/v\d+$/, '')
			.split('/')
			.at(-1);
		const tag = await git(folder, ['describe', '--tags', '--abbrev=7'], env);
		if (tag !== undefined) return { name, version: tag, source: 'git' };
	}
	const commit = await git(folder, ['rev-parse', '--short=7', 'HEAD'], env);
	return commit === undefined ? { name, version: '0.1.0', source: 'default' } : { name, version: `0.1.0-${commit}`, source: 'git' };
}

const manifests: readonly (readonly [string, (text: string) => Manifest | undefined])[] = [
	['package.json', packageJson],
	['pyproject.toml', text => ({ name: tomlValue(text, 'name', ['project', 'tool.poetry']), version: tomlValue(text, 'version', ['project', 'tool.poetry']) })],
	['Cargo.toml', text => ({ name: tomlValue(text, 'name', ['package']), version: tomlValue(text, 'version', ['package', 'workspace.package']) })],
	['pom.xml', pom],
];

function packageJson(text: string): Manifest | undefined {
	try {
		const { name, version } = (JSON.parse(text) ?? {}) as { name?: unknown; version?: unknown };
		const said = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
		return { name: said(name)?.replace(/^@[^/]*\//, ''), version: said(version) };
	} catch {
		return undefined;
	}
}

/** The one project file of a folder; of several nobody knows which is meant. */
async function dotnetProject(folder: string): Promise<ProjectVersion | undefined> {
	const files = (await readdir(folder).catch(() => [])).filter(file => /\.(?:cs|fs|vb)proj$/i.test(file));
	const [file] = files;
	if (file === undefined || files.length > 1) return undefined;
	const text = (await readFile(join(folder, file), 'utf8').catch(() => '')).replace(/<!--[\s\S]*?-->/g, '');
	const version = /<(Version|VersionPrefix)>\s*([^<\s$]+)\s*<\/\1>/.exec(text)?.[2];
	return version === undefined ? undefined : { name: file.replace(/\.\w+$/, ''), version, source: file };
}

/** `key = "..."` in one of the tables. That line has one form in these files, so no TOML parser is needed. */
function tomlValue(text: string, key: 'name' | 'version', tables: readonly string[]): string | undefined {
	const entry = new RegExp(`^\\s*${key}\\s*=\\s*(?:"([^"]+)"|'([^']+)')`);
	let table = '';
	for (const line of text.split(/\r?\n/)) {
		const header = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/.exec(line);
		if (header) table = (header[1] as string).trim();
		else if (/^\s*\[\[/.test(line)) table = '';
		const found = entry.exec(line);
		if (found && tables.includes(table)) return found[1] ?? found[2];
	}
	return undefined;
}

/** The project's own: not that of its parent, its plugins or its dependencies. */
function pom(text: string): Manifest {
	const own = text.replace(/<!--[\s\S]*?-->/g, '').replace(/<(parent|build|dependencies|dependencyManagement|profiles|reporting)>[\s\S]*?<\/\1>/g, '');
	const said = (tag: string): string | undefined => {
		const value = new RegExp(`<${tag}>\\s*([^<\\s]+)\\s*</${tag}>`).exec(own)?.[1];
		return value === undefined || value.includes('${') ? undefined : value;
	};
	return { name: said('artifactId'), version: said('version') };
}
