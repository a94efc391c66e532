import type { Rule } from '../types.ts';

export const unexpandedSubstitution: Rule = {
	id: 'unexpanded-substitution',
	aliases: [],
	category: 'metadata',
	severity: 'warning',
	title: 'Command substitution where no shell reads it',
	why: 'The builder replaces `$NAME` in ENV, ARG and LABEL, but runs no commands: the value is the text `$(...)` itself. Give the value from outside (`--build-arg`, `--label`), or set it in a RUN. See [environment replacement](https://docs.docker.com/reference/dockerfile/#environment-replacement). Silent in single quotes, for prompts, and for variables in files that use `eval`.',
	defaultBecause: 'The value is not what its author thinks.',
	examples: [
		{
			bad: 'FROM debian:12\nLABEL org.opencontainers.image.created="$(date)"\nUSER 65532',
			good: 'FROM debian:12\nARG CREATED\nLABEL org.opencontainers.image.created="$CREATED"\nUSER 65532',
		},
	],
	*check({ doc }) {
		const mayEvaluate = /\beval\b/.test(doc.text);
		for (const keyword of ['LABEL', 'ENV', 'ARG']) {
			if (keyword !== 'LABEL' && mayEvaluate) continue;
			for (const instruction of doc.all(keyword)) {
				if (doc.isWindows(instruction)) continue;
				for (const { key, value } of instruction.pairs) {
					const found = value && /^(?!')[^']*?(?<!\\)(\$\([^()]*\)?|`[^`]+`)/.exec(value.text)?.[1];
					if (!value || !found || /^(?:PS\d|PROMPT\w*|\w*_COMMAND|\w*PROMPT)$/.test(key.text)) continue;
					yield { span: value.span, message: `${keyword} runs no commands: ${key.text} has the text ${found} in it.` };
				}
			}
		}
	},
};
