import { replace } from '../edit.ts';
import { labels } from '../labels.ts';
import type { Action, Rule } from '../types.ts';

const reserved = /^(?:com\.docker|io\.docker|org\.dockerproject)\./;
const regular = /^[a-z](?:[a-z\d]|[.-](?=[a-z\d]))*$/;

/** What is wrong with a key, and which tools say so too. */
const faults: readonly { readonly pattern: RegExp; readonly says: string; readonly aliases: readonly string[] }[] = [
	{
		pattern: reserved,
		says: 'stands in a namespace that Docker keeps for itself',
		aliases: ['DL3048', 'labels/valid-key'],
	},
	{ pattern: /^\d/, says: 'begins with a digit', aliases: ['DL3048'] },
	{ pattern: /[A-Z]/, says: 'has upper-case letters', aliases: ['DL3048', 'labels/valid-key'] },
	{ pattern: /^[.-]|[.-]$|\.\.|--/, says: 'has a dot or hyphen that joins nothing', aliases: ['DL3048', 'labels/valid-key'] },
	{ pattern: /[^\w./-]/, says: 'has characters other than letters, digits, dots and hyphens', aliases: ['DL3048', 'labels/valid-key'] },
	{ pattern: /./, says: 'has characters other than letters, digits, single dots and hyphens', aliases: ['labels/valid-key'] },
];

export const irregularLabelKey: Rule = {
	id: 'irregular-label-key',
	aliases: ['DL3048', 'labels/valid-key'],
	category: 'metadata',
	severity: 'off',
	title: 'Label key against the guidelines',
	why: 'A label key should have only lower-case letters, digits, single dots and hyphens, and begin with a letter; `com.docker.*`, `io.docker.*` and `org.dockerproject.*` are kept for Docker. See the [guidelines](https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations).',
	defaultBecause: 'Docker takes any key, and labels that other programs read (Traefik, Compose, OpenShift) are named by these.',
	examples: [{ bad: 'FROM debian:12\nLABEL Build_Host="x"\nUSER 65532', good: 'FROM debian:12\nLABEL build-host="x"\nUSER 65532' }],
	*check({ doc }) {
		for (const { key, pair } of labels(doc)) {
			const fault = (regular.test(key) ? faults.slice(0, 1) : faults).find(({ pattern }) => pattern.test(key));
			if (!fault) continue;
			const better = key.toLowerCase().replaceAll('_', '-');
			const action: Action = {
				id: 'use-regular-key',
				title: `Name it ${better}`,
				kind: 'quickfix',
				safety: 'review',
				why: 'Whatever reads the label asks for its old name.',
				preferred: true,
				edits: () => ({ edits: [replace(pair.key.span, pair.key.text.toLowerCase().replaceAll('_', '-'))] }),
			};
			yield {
				span: pair.key.span,
				message: `The label key ${key} ${fault.says}.`,
				aliases: fault.aliases,
				actions: better !== key && regular.test(better) && !reserved.test(better) ? [action] : [],
			};
		}
	},
};
