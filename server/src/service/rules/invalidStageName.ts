import { replace } from '../edit.ts';
import { renameStage } from '../renameStage.ts';
import { reservedStageNames } from '../stages.ts';
import type { Rule } from '../types.ts';

const valid = /^[a-z][a-z\d\-_.]*$/;

export const invalidStageName: Rule = {
	id: 'invalid-stage-name',
	aliases: ['ReservedStageName', 'DL3063', 'INVALID_BUILD_STAGE_NAME'],
	category: 'stages',
	severity: 'error',
	title: 'Stage name that is not allowed',
	why: 'A name begins with a letter and goes on with letters, digits, "-", "_" and "."; `scratch` and `context` are [reserved](https://docs.docker.com/reference/build-checks/reserved-stage-name/).',
	defaultBecause: 'The builder refuses the file, or takes the name for something else.',
	examples: [
		{
			bad: 'FROM debian:12 AS context\nFROM scratch\nCOPY --from=context /a /a\nUSER 65532',
			good: 'FROM debian:12 AS stage-context\nFROM scratch\nCOPY --from=stage-context /a /a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			const { name, nameWord } = stage;
			if (!name || !nameWord) continue;
			const reserved = reservedStageNames.has(name);
			if (valid.test(name) && !reserved) continue;
			const wanted = `stage-${name.replace(/[^a-z\d\-_.]/g, '-')}`;
			yield {
				span: nameWord.span,
				message: reserved
					? `The name ${nameWord.text} is reserved.`
					: `${nameWord.text} is no valid stage name: it begins with a letter and has only letters, digits, "-", "_" and ".".`,
				aliases: reserved ? ['ReservedStageName', 'DL3063'] : ['INVALID_BUILD_STAGE_NAME'],
				actions: [
					{
						id: 'rename-stage',
						title: `Rename to ${wanted}`,
						kind: 'quickfix',
						safety: 'review',
						why: 'A target of compose, bake or CI may use the name.',
						preferred: true,
						edits: () => ({ edits: [replace(nameWord.span, wanted), ...renameStage(doc, stage, wanted)] }),
					},
				],
			};
		}
	},
};
