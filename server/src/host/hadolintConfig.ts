/** `.hadolint.yaml`: projects that have one need not write another. Only what has a meaning here is read. */
import type { Settings, Severity } from '../service/types.ts';
import { type ReadConfig, said, type Threshold } from './configLayer.ts';
import { labelSchemaIn } from './labelSchema.ts';
import { YamlReader } from './yamlReader.ts';

const severityOf: Readonly<Record<string, Severity>> = { error: 'error', warning: 'warning', info: 'info', style: 'hint' };

const thresholdOf: Readonly<Record<string, Threshold>> = { error: 'error', warning: 'warning', info: 'info', style: 'hint', ignore: 'never', none: 'never' };

export function readHadolintConfig(text: string, file: string): ReadConfig {
	const yaml = new YamlReader(text, file);
	const rules: Record<string, Settings['rules'][string]> = {};
	let ignored: readonly string[] = [];
	let trustedRegistries: readonly string[] | undefined;
	let inlineIgnores: boolean | undefined;
	let failOn: Threshold | undefined;
	let never = false;
	let labels: Settings['labels'] | undefined;
	let strictLabels: boolean | undefined;
	for (const { key, keyNode, value } of yaml.entries(yaml.root, 'The file')) {
		if (key === 'ignored') ignored = yaml.texts(value, 'ignored');
		else if (key === 'trustedRegistries') trustedRegistries = yaml.texts(value, 'trustedRegistries');
		else if (key === 'failure-threshold') failOn = thresholdOf[yaml.choice(value ?? keyNode, key, Object.keys(thresholdOf)) ?? ''] ?? failOn;
		else if (key === 'no-fail') never = yaml.flag(value ?? keyNode, key) ?? false;
		else if (key === 'label-schema') labels = labelSchemaIn(yaml, value, key);
		else if (key === 'strict-labels') strictLabels = yaml.flag(value ?? keyNode, key);
		else if (key === 'disable-ignore-pragma') {
			const disabled = yaml.flag(value ?? keyNode, key);
			inlineIgnores = disabled === undefined ? undefined : !disabled;
		} else if (key === 'override') {
			for (const level of yaml.entries(value, 'override')) {
				const severity = severityOf[level.key];
				for (const id of severity ? yaml.texts(level.value, `override.${level.key}`) : []) rules[id] = severity as Severity;
			}
		}
	}
	for (const id of ignored) rules[id] = 'off';
	return {
		layer: { rules, overrides: [], ...said({ failOn: never ? 'never' : failOn, trustedRegistries, inlineIgnores, labels, strictLabels }) },
		problems: yaml.problems,
	};
}
