/** `.dive-ci`: the limits of those who come from dive. */
import type { Gates } from '../image/gates.ts';
import { parseSize } from '../image/size.ts';
import type { ConfigProblem } from './configLayer.ts';
import { YamlReader } from './yamlReader.ts';

export interface ReadGates {
	readonly gates: Gates;
	readonly problems: readonly ConfigProblem[];
}

/** What dive takes where a rule is not named. */
const defaults: Gates = { minEfficiency: 0.9, maxDiveUserWaste: 0.1 };

/** The names without dashes and in small letters: dive takes `lowest-efficiency` and `lowestEfficiency`. */
const rules: Readonly<Record<string, { readonly gate: keyof Gates; readonly read: (text: string) => number | undefined }>> = {
	lowestefficiency: { gate: 'minEfficiency', read: fraction },
	highestwastedbytes: { gate: 'maxDiveWaste', read: parseSize },
	highestuserwastedpercent: { gate: 'maxDiveUserWaste', read: fraction },
};

export function readDiveConfig(text: string, file: string): ReadGates {
	const yaml = new YamlReader(text, file);
	let gates = defaults;
	for (const { key, value } of yaml.entries(yaml.root, 'The file')) {
		if (key !== 'rules') continue;
		for (const { key: name, keyNode, value: limit } of yaml.entries(value, 'rules')) {
			const rule = rules[name.toLowerCase().replaceAll('-', '')];
			if (!rule) {
				yaml.problem(keyNode, `dive has no rule "${name}".`);
				continue;
			}
			const said = yaml.textOrNumber(limit) ?? '';
			const number = said === 'disabled' ? undefined : rule.read(said);
			if (said !== 'disabled' && number === undefined) yaml.problem(limit ?? keyNode, `"${said}" is no limit for ${name}. Write a number, or "disabled".`);
			gates = { ...gates, [rule.gate]: number };
		}
	}
	return { gates, problems: yaml.problems };
}

function fraction(text: string): number | undefined {
	const value = Number(text);
	return text.trim() !== '' && value >= 0 && value <= 1 ? value : undefined;
}
