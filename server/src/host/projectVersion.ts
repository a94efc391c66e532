/** The version a project gives itself, from its own manifest. Nothing is run but git. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './process.ts';

export interface ProjectVersion {
	readonly version: string;
	/** The file or tool that said so. */
	readonly source: string;
}

/** The first manifest that tells; else what git knows; else 0.1.0. */
export async function projectVersion(folder: string, env: Readonly<Record<string, string | undefined>>): Promise<ProjectVersion> {
	for (const [source, read] of manifests) {
		const text = await readFile(join(folder, source), 'utf8').catch(() => undefined);
		const version = text === undefined ? undefined : read(text);
		if (version !== undefined) return { version, source };
	}
	if (
		await readFile(join(folder, 'go.mod')).then(
			() => true,
			() => false,
		)
	) {
		// Go has no version in its manifest: the tag is the version.
		const tag = await git(folder, ['describe', '--tags', '--abbrev=7'], env);
		if (tag !== undefined) return { version: tag, source: 'git' };
	}
	const commit = await git(folder, ['rev-parse', '--short=7', 'HEAD'], env);
	return commit === undefined ? { version: '0.1.0', source: 'default' } : { version: `0.1.0-${commit}`, source: 'git' };
}

const manifests: readonly (readonly [string, (text: string) => string | undefined])[] = [
	['package.json', packageJson],
	['pyproject.toml', text => tomlVersion(text, ['project', 'tool.poetry'])],
	['Cargo.toml', text => tomlVersion(text, ['package', 'workspace.package'])],
	['pom.xml', pom],
];

function packageJson(text: string): string | undefined {
	try {
		const version: unknown = (JSON.parse(text) as { version?: unknown } | null)?.version;
		return typeof version === 'string' && version !== '' ? version : undefined;
	} catch {
		return undefined;
	}
}

/** `version = "..."` in one of the tables. That line has one form in these files, so no TOML parser is needed. */
function tomlVersion(text: string, tables: readonly string[]): string | undefined {
	let table = '';
	for (const line of text.split(/\r?\n/)) {
		const header = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/.exec(line);
		if (header) table = (header[1] as string).trim();
		else if (/^\s*\[\[/.test(line)) table = '';
		const version = /^\s*version\s*=\s*(?:"([^"]+)"|'([^']+)')/.exec(line);
		if (version && tables.includes(table)) return version[1] ?? version[2];
	}
	return undefined;
}

/** The project's own version: not that of its parent, its plugins or its dependencies. */
function pom(text: string): string | undefined {
	const own = text.replace(/<!--[\s\S]*?-->/g, '').replace(/<(parent|build|dependencies|dependencyManagement|profiles|reporting)>[\s\S]*?<\/\1>/g, '');
	const version = /<version>\s*([^<\s]+)\s*<\/version>/.exec(own)?.[1];
	return version === undefined || version.includes('${') ? undefined : version;
}

async function git(folder: string, args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
	try {
		const { code, stdout } = await run({ program: 'git', args: ['-C', folder, ...args], env, timeoutMs: 5_000, maxOutputBytes: 65_536 });
		return code === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
	} catch {
		// no git here; then it knows nothing
		return undefined;
	}
}
