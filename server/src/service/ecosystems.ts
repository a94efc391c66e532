import type { Command } from './shell.ts';
import type { Facts } from './types.ts';

/** How a language installs what a project depends on, as far as the order of layers is concerned. */
export interface DependencyStep {
	readonly ecosystem: 'npm' | 'yarn' | 'pnpm' | 'pip' | 'go';
	/** Files that the step reads, relative to the project folder: the first one must be there, the others may. */
	readonly manifests: readonly string[];
	/** A command that installs alone and has to be added, where the step itself builds too. */
	readonly added: string | undefined;
	/** The folder it writes beside the manifests; a copy from the host would lie over it. */
	readonly artifact: string | undefined;
	readonly command: Command;
}

const nodeFiles = ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', '.npmrc', '.yarnrc.yml'];
const nodeInstalls: Readonly<Record<string, ReadonlySet<string>>> = {
	npm: new Set(['ci', 'install', 'i', 'clean-install']),
	yarn: new Set(['', 'install']),
	pnpm: new Set(['install', 'i']),
};

const installers = /^(?:npm|yarn|pnpm|pip3?(?:\.\d+)?|python3?(?:\.\d+)?|go)$/;

/** The dependency step that a command is, if it is one that this project knows how to move. */
export function dependencyStep(command: Command): DependencyStep | undefined {
	if (!installers.test(command.name ?? '')) return undefined;
	const words = command.words.slice(1).map(word => word.value);
	if (words.includes(undefined)) return undefined;
	return nodeStep(command, words as string[]) ?? pipStep(command, words as string[]) ?? goStep(command, words as string[]);
}

function nodeStep(command: Command, words: readonly string[]): DependencyStep | undefined {
	const name = command.name;
	if (name !== 'npm' && name !== 'yarn' && name !== 'pnpm') return undefined;
	const operands = words.filter(word => !word.startsWith('-'));
	// an operand behind the subcommand is a package, and no manifest tells of it
	if (operands.length > 1 || !nodeInstalls[name]?.has(operands[0] ?? '') || words.some(word => /^-(?:g|-global|-prefix|C|-dir|-cwd)/.test(word)))
		return undefined;
	return { ecosystem: name, manifests: nodeFiles, added: undefined, artifact: 'node_modules', command };
}

function pipStep(command: Command, words: readonly string[]): DependencyStep | undefined {
	const isPip = /^pip3?(?:\.\d+)?$/.test(command.name ?? '');
	const isModule = /^python3?(?:\.\d+)?$/.test(command.name ?? '') && words[0] === '-m' && words[1] === 'pip';
	const rest = isModule ? words.slice(2) : words;
	if ((!isPip && !isModule) || rest[0] !== 'install') return undefined;
	const files: string[] = [];
	for (let at = 1; at < rest.length; at++) {
		const word = rest[at] as string;
		const joined = /^(?:-[rc]|--requirement=|--constraint=)(.+)$/.exec(word)?.[1];
		if (joined) files.push(joined);
		else if (/^(?:-[rc]|--requirement|--constraint)$/.test(word)) files.push(rest[++at] ?? '');
		else if (/^(?:-e|--editable|\.|\.\/)/.test(word) || word.startsWith('/')) return undefined;
	}
	if (files.length === 0 || files.some(file => file === '' || file.startsWith('/') || file.includes('..') || file.includes('://'))) return undefined;
	return { ecosystem: 'pip', manifests: files.map(file => file.replace(/^\.\//, '')), added: undefined, artifact: undefined, command };
}

function goStep(command: Command, words: readonly string[]): DependencyStep | undefined {
	if (command.name !== 'go') return undefined;
	const download = words[0] === 'mod' && words[1] === 'download';
	if (!download && !['build', 'install', 'test', 'vet'].includes(words[0] ?? '')) return undefined;
	if (words.some(word => /@/.test(word) || word === '-C')) return undefined;
	return { ecosystem: 'go', manifests: ['go.mod', 'go.sum'], added: download ? undefined : 'go mod download', artifact: undefined, command };
}

/** What is known of the project's files: which manifests to copy, and what speaks against it. */
export interface ManifestCheck {
	readonly manifests: readonly string[];
	readonly refusal: string | undefined;
	/** What could not be seen. */
	readonly doubt: string | undefined;
	/** A folder to be put into the ignore file, so that the copy does not lie over what was installed. */
	readonly ignore: string | undefined;
}

export function checkManifests(step: DependencyStep, facts: Facts): ManifestCheck {
	const folder = facts.get('contextFolder', '');
	const names = new Set(folder ?? []);
	const [main = '', ...others] = step.manifests;
	const usual = {
		manifests: step.ecosystem === 'pip' || step.ecosystem === 'go' ? step.manifests : [main, lockOf(step)],
		refusal: undefined,
		ignore: undefined,
	};
	if (!folder) return { ...usual, doubt: 'The files of the build context are not known.' };
	const inRoot = step.manifests.every(file => !file.includes('/'));
	if (inRoot && !names.has(main)) return { ...usual, doubt: `${main} is not in the folder of the Dockerfile: the build context may be another one.` };
	const manifests = [main, ...others.filter(file => names.has(file) || file.includes('/'))];
	const refusal = refusalOf(step, main, names, facts);
	const ignored = facts.get('contextFile', '.dockerignore');
	const isIgnored =
		step.artifact !== undefined && typeof ignored === 'string' && ignored.split(/\r?\n/).some(line => /^(?:\*\*\/)?\/?node_modules\/?$/.test(line.trim()));
	return { manifests, refusal, doubt: undefined, ignore: step.artifact && !isIgnored ? step.artifact : undefined };
}

function lockOf(step: DependencyStep): string {
	return step.ecosystem === 'yarn' ? 'yarn.lock' : step.ecosystem === 'pnpm' ? 'pnpm-lock.yaml' : 'package-lock.json';
}

function refusalOf(step: DependencyStep, main: string, names: ReadonlySet<string>, facts: Facts): string | undefined {
	const text = facts.get('contextFile', main) ?? '';
	switch (step.ecosystem) {
		case 'npm':
		case 'yarn':
		case 'pnpm':
			return nodeRefusal(text);
		case 'pip': {
			const local = /^\s*(?:-e|--editable|-r|-c|--requirement|--constraint|\.|\/|file:)/m.test(text);
			return local ? `${main} names other files of the project.` : undefined;
		}
		case 'go':
			if (names.has('vendor/')) return 'The dependencies are vendored: nothing is downloaded.';
			return /^\s*(?:replace\b.*)?=>\s*\.{1,2}\//m.test(text) || /=>\s*\.{1,2}\//.test(text)
				? 'go.mod replaces a module by a folder of the project.'
				: undefined;
	}
}

function nodeRefusal(text: string): string | undefined {
	let manifest: { scripts?: Record<string, unknown>; workspaces?: unknown; dependencies?: Record<string, unknown>; devDependencies?: Record<string, unknown> };
	try {
		manifest = JSON.parse(text || '{}');
	} catch {
		return 'package.json is not valid JSON.';
	}
	const hook = ['preinstall', 'install', 'postinstall', 'prepare'].find(name => manifest.scripts?.[name] !== undefined);
	if (hook) return `The script "${hook}" of package.json runs at install and may need the sources.`;
	if (manifest.workspaces) return 'The project has workspaces, whose manifests are needed too.';
	const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
	return versions.some(version => /^(?:file|link|workspace|portal):/.test(String(version))) ? 'A dependency is a folder of the project.' : undefined;
}
