import { replace } from '../edit.ts';
import type { Rule } from '../types.ts';

const standard = 'org.opencontainers.image.authors';

export const maintainerLabel: Rule = {
	id: 'maintainer-label',
	aliases: [],
	category: 'metadata',
	severity: 'hint',
	title: 'Label maintainer instead of the standard one',
	why: `Registries and scanners read \`${standard}\`, the key of the [OCI image specification](https://github.com/opencontainers/image-spec/blob/main/annotations.md). \`maintainer\` is a habit from before it.`,
	defaultBecause: 'Nothing breaks; only tools that read the standard key miss it.',
	examples: [{ bad: 'FROM debian:12\nLABEL maintainer="jo@example.com"\nUSER 65532', good: `FROM debian:12\nLABEL ${standard}="jo@example.com"\nUSER 65532` }],
	*check({ doc }) {
		for (const instruction of doc.all('LABEL')) {
			for (const { key, delimiter } of instruction.pairs) {
				if (!/^["']?maintainers?["']?$/i.test(key.text) || delimiter !== '=') continue;
				yield {
					span: key.span,
					message: `Tools read the label ${standard}, not "maintainer".`,
					actions: [
						{
							id: 'use-standard-key',
							title: `Use ${standard}`,
							kind: 'quickfix',
							safety: 'review',
							why: 'Somebody may read the old key.',
							preferred: true,
							edits: () => ({ edits: [replace(key.span, standard)] }),
						},
					],
				};
			}
		}
	},
};
