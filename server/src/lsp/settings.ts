import { defaultSettings, ruleById, type Settings, type Severity } from '../service/index.ts';

/** The section `drydock` of an editor's settings, checked. */
export interface EditorSettings extends Settings {
	readonly enable: boolean;
	readonly offline: boolean;
	/** When a registry may hear the names of images. */
	readonly lookups: 'never' | 'onClick' | 'background';
	readonly mirrors: Readonly<Record<string, string>>;
	readonly engine: 'auto' | 'docker' | 'podman' | 'nerdctl';
	readonly enginePath: string | undefined;
	/** Path of the program; `undefined`: the one on PATH; `off`: none. */
	readonly shellcheckPath: string | undefined;
	readonly configFile: string | undefined;
	/** What to do with findings that another active extension reports too. */
	readonly overlap: 'silent' | 'report';
}

export interface CheckedSettings {
	readonly settings: EditorSettings;
	/** What is wrong, one sentence each. A setting that is wrong counts as not set. */
	readonly problems: readonly string[];
}

export const defaultEditorSettings: EditorSettings = {
	...defaultSettings,
	enable: true,
	offline: false,
	lookups: 'onClick',
	mirrors: {},
	engine: 'auto',
	enginePath: undefined,
	shellcheckPath: undefined,
	configFile: undefined,
	overlap: 'silent',
};

const severities = ['error', 'warning', 'info', 'hint', 'off'] as const;

/** Reads what a client sent for the section `drydock`. Nothing in it can make the server fail. */
export function readSettings(section: unknown): CheckedSettings {
	const problems: string[] = [];
	const values = recordOf(section ?? {}, 'drydock', problems) ?? {};
	const registry = recordOf(values['registry'] ?? {}, 'drydock.registry', problems) ?? {};
	const shellcheck = recordOf(values['shellcheck'] ?? {}, 'drydock.shellcheck', problems) ?? {};
	const read = new Reader(problems);
	return {
		settings: {
			...defaultEditorSettings,
			enable: read.flag(values['enable'], 'drydock.enable', true),
			offline: read.flag(values['offline'], 'drydock.offline', false),
			profile: read.choice(values['profile'], 'drydock.profile', ['default', 'strict'], 'default'),
			rules: read.rules(values['rules']),
			trustedRegistries: read.texts(values['trustedRegistries'], 'drydock.trustedRegistries'),
			lookups: read.choice(registry['lookups'], 'drydock.registry.lookups', ['never', 'onClick', 'background'], 'onClick'),
			mirrors: read.textMap(registry['mirrors'], 'drydock.registry.mirrors'),
			engine: read.choice(values['engine'], 'drydock.engine', ['auto', 'docker', 'podman', 'nerdctl'], 'auto'),
			enginePath: read.text(values['enginePath'], 'drydock.enginePath'),
			shellcheckPath: read.text(shellcheck['path'], 'drydock.shellcheck.path'),
			configFile: read.text(values['configFile'], 'drydock.configFile'),
			overlap: read.choice(values['overlap'], 'drydock.overlap', ['silent', 'report'], 'silent'),
		},
		problems,
	};
}

class Reader {
	readonly #problems: string[];

	constructor(problems: string[]) {
		this.#problems = problems;
	}

	flag(value: unknown, name: string, otherwise: boolean): boolean {
		if (value === undefined || value === null || typeof value === 'boolean') return value ?? otherwise;
		this.#wrong(name, 'true or false', value, String(otherwise));
		return otherwise;
	}

	choice<T extends string>(value: unknown, name: string, among: readonly T[], otherwise: T): T {
		if (value === undefined || value === null) return otherwise;
		const found = among.find(choice => choice === value);
		if (found === undefined) this.#wrong(name, `one of ${among.join(', ')}`, value, otherwise);
		return found ?? otherwise;
	}

	text(value: unknown, name: string): string | undefined {
		if (value === undefined || value === null || value === '') return undefined;
		if (typeof value === 'string') return value;
		this.#wrong(name, 'a text', value, 'nothing');
		return undefined;
	}

	texts(value: unknown, name: string): readonly string[] {
		if (value === undefined || value === null) return [];
		if (!Array.isArray(value)) {
			this.#wrong(name, 'a list of texts', value, 'an empty list');
			return [];
		}
		return value.filter((item, index): item is string => {
			if (typeof item === 'string') return true;
			this.#wrong(`${name}[${index}]`, 'a text', item, 'nothing');
			return false;
		});
	}

	textMap(value: unknown, name: string): Readonly<Record<string, string>> {
		const entries = Object.entries(recordOf(value ?? {}, name, this.#problems) ?? {});
		return Object.fromEntries(
			entries.filter((entry): entry is [string, string] => {
				if (typeof entry[1] === 'string') return true;
				this.#wrong(`${name}.${entry[0]}`, 'a text', entry[1], 'nothing');
				return false;
			}),
		);
	}

	rules(value: unknown): Readonly<Record<string, Severity | 'off'>> {
		const entries = Object.entries(recordOf(value ?? {}, 'drydock.rules', this.#problems) ?? {});
		const rules: Record<string, Severity | 'off'> = {};
		for (const [id, said] of entries) {
			const severity = severities.find(known => known === said);
			if (severity === undefined) this.#wrong(`drydock.rules.${id}`, `one of ${severities.join(', ')}`, said, 'the default');
			else {
				if (!ruleById(id)) this.#problems.push(`drydock.rules: there is no rule "${excerpt(id)}". See docs/rules.md for their names.`);
				rules[id] = severity;
			}
		}
		return rules;
	}

	#wrong(name: string, wanted: string, value: unknown, used: string): void {
		this.#problems.push(`${name} should be ${wanted}, not ${described(value)}. ${used.charAt(0).toUpperCase()}${used.slice(1)} is used.`);
	}
}

function recordOf(value: unknown, name: string, problems: string[]): Readonly<Record<string, unknown>> | undefined {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
	problems.push(`${name} should be an object, not ${described(value)}. It is ignored.`);
	return undefined;
}

/** Only short values are quoted: a long one may be anything, a key for example. */
function described(value: unknown): string {
	if (typeof value === 'string') return `"${excerpt(value)}"`;
	if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
	return Array.isArray(value) ? 'a list' : 'an object';
}

function excerpt(text: string): string {
	return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
