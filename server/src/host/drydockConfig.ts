/** `.drydock.yaml`: what a project wants of its Dockerfiles. It never says which program runs or which server is asked. */
import type { Node } from 'yaml';
import { isForeignId } from '../service/foreignIds.ts';
import { cleanPath } from '../service/goFilepath.ts';
import { InvalidPattern } from '../service/goRegexp.ts';
import { compileIgnorePattern } from '../service/ignorePattern.ts';
import { ruleById, rules } from '../service/rules/index.ts';
import { nearest } from '../service/suggest.ts';
import type { Settings, Severity } from '../service/types.ts';
import { type PathOverride, type ReadConfig, said, severities, type Threshold, thresholds } from './configLayer.ts';
import { labelSchemaIn } from './labelSchema.ts';
import { YamlReader } from './yamlReader.ts';

export const keys = ['rules', 'profile', 'trustedRegistries', 'labels', 'strictLabels', 'failOn', 'overrides'];
/** Whoever sends a project would choose what runs here, and who hears of it. */
const refused = /^(?:engine|enginePath|shellcheck|mirrors?|registry|configFile|build|offline)(?:\.|$)/i;
export const profiles = ['default', 'strict'] as const;

export function readDrydockConfig(text: string, file: string): ReadConfig {
	const yaml = new YamlReader(text, file);
	let found: Settings['rules'] = {};
	let profile: Settings['profile'] | undefined;
	let trustedRegistries: readonly string[] | undefined;
	let failOn: Threshold | undefined;
	let labels: Settings['labels'] | undefined;
	let strictLabels: boolean | undefined;
	let overrides: readonly PathOverride[] = [];
	for (const { key, keyNode, value } of yaml.entries(yaml.root, 'The file')) {
		if (key === 'rules') found = rulesIn(yaml, value);
		else if (key === 'profile') profile = yaml.choice(value ?? keyNode, 'profile', profiles);
		else if (key === 'trustedRegistries') trustedRegistries = yaml.texts(value, 'trustedRegistries');
		else if (key === 'labels') labels = labelSchemaIn(yaml, value, key);
		else if (key === 'strictLabels') strictLabels = yaml.flag(value ?? keyNode, key);
		else if (key === 'failOn') failOn = yaml.choice(value ?? keyNode, key, thresholds);
		else if (key === 'overrides') overrides = yaml.items(value, 'overrides').flatMap(item => overrideIn(yaml, item) ?? []);
		else unknownKey(yaml, key, keyNode, keys);
	}
	return { layer: { rules: found, overrides, ...said({ failOn, profile, trustedRegistries, labels, strictLabels }) }, problems: yaml.problems };
}

function unknownKey(yaml: YamlReader, key: string, node: Node, known: readonly string[]): void {
	if (refused.test(key)) {
		yaml.problem(node, `"${key}" may not stand in a project's file: it decides which program runs or which server is asked. Put it into your own settings.`);
		return;
	}
	const near = nearest(key, known);
	yaml.problem(node, `"${key}" is not known here. ${near ? `Did you mean ${near}?` : `Known are ${known.join(', ')}.`}`);
}

function rulesIn(yaml: YamlReader, node: Node | undefined): Record<string, Severity | 'off'> {
	const found: Record<string, Severity | 'off'> = {};
	for (const { key, keyNode, value } of yaml.entries(node, 'rules')) {
		const severity = yaml.choice(value ?? keyNode, `The severity of ${key}`, severities);
		if (!ruleById(key) && !isForeignId(key)) {
			const near = nearest(
				key,
				rules.map(({ id }) => id),
			);
			yaml.problem(keyNode, `There is no rule "${key}". ${near ? `Did you mean ${near}?` : 'drydock rules lists them all.'}`);
		} else if (severity) found[key] = severity;
	}
	return found;
}

function overrideIn(yaml: YamlReader, item: Node): PathOverride | undefined {
	let tests: ((path: string) => boolean)[] = [];
	let found: Settings['rules'] = {};
	let profile: Settings['profile'] | undefined;
	for (const { key, keyNode, value } of yaml.entries(item, 'An entry of overrides')) {
		if (key === 'paths') tests = yaml.items(value, 'paths').flatMap(pattern => testOf(yaml, pattern) ?? []);
		else if (key === 'rules') found = rulesIn(yaml, value);
		else if (key === 'profile') profile = yaml.choice(value ?? keyNode, 'profile', profiles);
		else unknownKey(yaml, key, keyNode, ['paths', 'rules', 'profile']);
	}
	if (tests.length === 0) {
		yaml.problem(item, 'An entry of overrides needs paths: patterns such as "services/**/Dockerfile".');
		return undefined;
	}
	return { matches: path => tests.some(test => test(path)), rules: found, ...(profile ? { profile } : {}) };
}

/** The pattern language is that of ignore files, where a folder stands for all that is in it. */
function testOf(yaml: YamlReader, node: Node): ((path: string) => boolean) | undefined {
	const pattern = yaml.text(node);
	if (!pattern) {
		yaml.problem(node, 'paths should be a list of texts.');
		return undefined;
	}
	try {
		const test = compileIgnorePattern(cleanPath(pattern.replace(/^\.?\/+/, '')));
		return path => [path, ...parents(path)].some(test);
	} catch (error) {
		if (!(error instanceof InvalidPattern)) throw error;
		yaml.problem(node, `"${pattern}" is not a valid pattern.`);
		return undefined;
	}
}

function parents(path: string): string[] {
	const parts = path.split('/');
	return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
