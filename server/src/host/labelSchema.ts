import type { Node } from 'yaml';
import { type LabelType, labelTypes } from '../service/labelTypes.ts';
import type { YamlReader } from './yamlReader.ts';

/** hadolint's words for the form that may be anything. */
const synonyms: Readonly<Record<string, LabelType>> = { rawtext: 'text', '': 'text' };

/** Labels with the form of their values. A label whose form is not known is still demanded: anything will do. */
export function labelSchemaIn(yaml: YamlReader, node: Node | undefined, what: string): Readonly<Record<string, LabelType>> {
	return Object.fromEntries(
		yaml.entries(node, what).map(({ key, keyNode, value }) => {
			const synonym = Object.hasOwn(synonyms, yaml.text(value) ?? 'no text') ? synonyms[yaml.text(value) as string] : undefined;
			return [key, synonym ?? yaml.choice(value ?? keyNode, `The form of ${key}`, labelTypes) ?? 'text'];
		}),
	);
}
