/** Which configuration files hold for a Dockerfile, and the settings they make. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ruleById } from '../service/rules/index.ts';
import { normalId } from '../service/suppress.ts';
import type { Settings } from '../service/types.ts';
import { type ConfigLayer, type ConfigProblem, emptyLayer, type ReadConfig, type Threshold } from './configLayer.ts';
import { ReadError, readText } from './readText.ts';

export interface ProjectConfigOptions {
	/** Where looking upwards ends outside a repository, for files below it. */
	readonly cwd: string;
	/** Used for every file instead of the ones that would be found; relative to `cwd`. */
	readonly file?: string | undefined;
}

export interface FoundSettings {
	readonly settings: Settings;
	readonly failOn: Threshold | undefined;
	/** Of all the files that hold. One that is read for many Dockerfiles gives the same objects each time. */
	readonly problems: readonly ConfigProblem[];
	/** The files that hold, the strongest last. */
	readonly files: readonly string[];
}

const ownNames = ['.drydock.yaml', '.drydock.yml'];
const hadolintNames = ['.hadolint.yaml', '.hadolint.yml'];
const maxConfigBytes = 1 << 20;

/** The nearest of each kind. */
interface Nearest {
	readonly hadolint: string | undefined;
	readonly own: string | undefined;
}

/** Remembers every folder and file it looked at: made for one run, or until a watcher says that something changed. */
export class ProjectConfig {
	readonly #cwd: string;
	readonly #file: string | undefined;
	readonly #folders = new Map<string, Nearest>();
	readonly #gitRoots = new Map<string, string | undefined>();
	readonly #files = new Map<string, Promise<ReadConfig>>();

	constructor({ cwd, file }: ProjectConfigOptions) {
		this.#cwd = resolve(cwd);
		this.#file = file === undefined ? undefined : resolve(cwd, file);
	}

	/** `base` is what holds where no file says anything; `above` is said by whoever runs this, and beats the files. */
	async settingsFor(dockerfile: string, base: Settings, above: Partial<Settings> = {}): Promise<FoundSettings> {
		const path = resolve(this.#cwd, dockerfile);
		const files = this.#filesFor(dirname(path));
		const problems: ConfigProblem[] = [];
		let settings = base;
		let failOn: Threshold | undefined;
		for (const file of files) {
			const { layer, problems: found } = await this.#read(file);
			problems.push(...found);
			failOn = layer.failOn ?? failOn;
			settings = withLayer(settings, layer, relative(dirname(file), path).split(sep).join('/'));
		}
		return { settings: { ...settings, ...above, rules: over(settings.rules, above.rules ?? {}) }, failOn, problems, files };
	}

	/** What is wrong with the file that was named, before it is used. */
	async problemsOfNamed(): Promise<readonly ConfigProblem[]> {
		return this.#file === undefined ? [] : (await this.#read(this.#file)).problems;
	}

	/** Ours last, because it wins. */
	#filesFor(folder: string): readonly string[] {
		if (this.#file !== undefined) return [this.#file];
		const { hadolint, own } = this.#nearest(folder, this.#rootFor(folder));
		return [hadolint, own].filter(file => file !== undefined);
	}

	/** A folder has what lies in it, else what its parent has: each is looked at once. */
	#nearest(folder: string, root: string): Nearest {
		const key = `${root}\0${folder}`;
		let found = this.#folders.get(key);
		if (!found) {
			const above = folder === root || folder === dirname(folder) ? undefined : this.#nearest(dirname(folder), root);
			found = { hadolint: oneOf(folder, hadolintNames) ?? above?.hadolint, own: oneOf(folder, ownNames) ?? above?.own };
			this.#folders.set(key, found);
		}
		return found;
	}

	/** Where looking upwards ends: the repository, else the current folder if the file is below it, else the file's own folder. */
	#rootFor(folder: string): string {
		const below = folder === this.#cwd || folder.startsWith(this.#cwd.endsWith(sep) ? this.#cwd : this.#cwd + sep);
		return this.#gitRoot(folder) ?? (below ? this.#cwd : folder);
	}

	#gitRoot(folder: string): string | undefined {
		if (this.#gitRoots.has(folder)) return this.#gitRoots.get(folder);
		const above = dirname(folder);
		const root = existsSync(join(folder, '.git')) ? folder : above === folder ? undefined : this.#gitRoot(above);
		this.#gitRoots.set(folder, root);
		return root;
	}

	#read(file: string): Promise<ReadConfig> {
		let reading = this.#files.get(file);
		if (!reading) {
			reading = readConfig(file);
			this.#files.set(file, reading);
		}
		return reading;
	}
}

function oneOf(folder: string, names: readonly string[]): string | undefined {
	for (const name of names) {
		const path = join(folder, name);
		if (existsSync(path)) return path;
	}
	return undefined;
}

/** The readers, and the YAML parser under them, are loaded only where there is such a file. */
async function readConfig(file: string): Promise<ReadConfig> {
	try {
		const { text } = await readText(file, maxConfigBytes);
		// a named file may be called hadolint.ci.yaml
		if (/^\.?hadolint\b/.test(basename(file))) return (await import('./hadolintConfig.ts')).readHadolintConfig(text, file);
		return (await import('./drydockConfig.ts')).readDrydockConfig(text, file);
	} catch (error) {
		if (!(error instanceof ReadError)) throw error;
		return { layer: emptyLayer, problems: [{ file, range: undefined, message: error.message, broken: true }] };
	}
}

function withLayer(settings: Settings, layer: ConfigLayer, path: string): Settings {
	let { rules, profile } = settings;
	for (const part of [layer, ...layer.overrides.filter(({ matches }) => matches(path))]) {
		rules = over(rules, part.rules);
		profile = part.profile ?? profile;
	}
	return {
		...settings,
		rules,
		profile,
		trustedRegistries: layer.trustedRegistries ?? settings.trustedRegistries,
		labels: layer.labels ?? settings.labels,
		strictLabels: layer.strictLabels ?? settings.strictLabels,
		inlineIgnores: layer.inlineIgnores ?? settings.inlineIgnores,
	};
}

/** The upper rules win, by whichever of a rule's names each was said: analysis would let the rule's own id go before its aliases. */
function over(lower: Settings['rules'], upper: Settings['rules']): Settings['rules'] {
	const said = new Set(Object.keys(upper).flatMap(id => [normalId(id), normalId(ruleById(id)?.id ?? id)]));
	if (said.size === 0) return lower;
	return { ...Object.fromEntries(Object.entries(lower).filter(([id]) => !said.has(normalId(id)))), ...upper };
}
