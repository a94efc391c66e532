/** Which configuration files hold for a Dockerfile, and the settings they make. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ruleById } from '../service/rules/index.ts';
import { normalId } from '../service/suppress.ts';
import type { Settings } from '../service/types.ts';
import { type ConfigLayer, emptyLayer, type ReadConfig } from './configLayer.ts';
import { ReadError, readText } from './readText.ts';

export interface ProjectConfigOptions {
	readonly cwd: string;
	/** Used for every file instead of the ones that would be found. */
	readonly file?: string | undefined;
}

export interface FoundSettings {
	readonly settings: Settings;
	/** What is wrong with the configuration files, each a sentence that begins with the place. */
	readonly problems: readonly string[];
}

const ownName = '.drydock.yaml';
const hadolintNames = ['.hadolint.yaml', '.hadolint.yml'];
const maxConfigBytes = 1 << 20;

/** Remembers every folder and file it looked at: made for one run, or until a watcher says that something changed. */
export class ProjectConfig {
	readonly #cwd: string;
	readonly #file: string | undefined;
	readonly #folders = new Map<string, readonly string[]>();
	readonly #gitRoots = new Map<string, string | undefined>();
	readonly #files = new Map<string, Promise<ReadConfig>>();

	constructor({ cwd, file }: ProjectConfigOptions) {
		this.#cwd = resolve(cwd);
		this.#file = file === undefined ? undefined : resolve(cwd, file);
	}

	/** `base` is what holds where no file says anything; `above` is said by whoever runs this, and beats the files. */
	async settingsFor(dockerfile: string, base: Settings, above: Settings['rules'] = {}): Promise<FoundSettings> {
		const path = resolve(this.#cwd, dockerfile);
		const problems: string[] = [];
		let settings = base;
		for (const file of this.#file === undefined ? this.#filesFor(dirname(path)) : [this.#file]) {
			const { layer, problems: found } = await this.#read(file);
			problems.push(...found);
			settings = withLayer(settings, layer, relative(dirname(file), path).split(sep).join('/'));
		}
		return { settings: { ...settings, rules: over(settings.rules, above) }, problems };
	}

	/** The nearest of each kind, upwards; ours last, because it wins. */
	#filesFor(folder: string): readonly string[] {
		let files = this.#folders.get(folder);
		if (!files) {
			const root = this.#rootFor(folder);
			files = [this.#nearest(folder, root, hadolintNames), this.#nearest(folder, root, [ownName])].filter(file => file !== undefined);
			this.#folders.set(folder, files);
		}
		return files;
	}

	#nearest(folder: string, root: string, names: readonly string[]): string | undefined {
		for (let at = folder; ; at = dirname(at)) {
			for (const name of names) if (existsSync(join(at, name))) return join(at, name);
			if (at === root || at === dirname(at)) return undefined;
		}
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

/** The readers, and the YAML parser under them, are loaded only where there is such a file. */
async function readConfig(file: string): Promise<ReadConfig> {
	try {
		const { text } = await readText(file, maxConfigBytes);
		if (hadolintNames.includes(basename(file))) return (await import('./hadolintConfig.ts')).readHadolintConfig(text, file);
		return (await import('./drydockConfig.ts')).readDrydockConfig(text, file);
	} catch (error) {
		if (!(error instanceof ReadError)) throw error;
		return { layer: emptyLayer, problems: [error.message] };
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
		inlineIgnores: layer.inlineIgnores ?? settings.inlineIgnores,
	};
}

/** The upper rules win, by whichever of a rule's names each was said: analysis would let the rule's own id go before its aliases. */
function over(lower: Settings['rules'], upper: Settings['rules']): Settings['rules'] {
	const said = new Set(Object.keys(upper).flatMap(id => [normalId(id), normalId(ruleById(id)?.id ?? id)]));
	if (said.size === 0) return lower;
	return { ...Object.fromEntries(Object.entries(lower).filter(([id]) => !said.has(normalId(id)))), ...upper };
}
