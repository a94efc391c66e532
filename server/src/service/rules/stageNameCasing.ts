import { replace } from '../edit.ts';
import { renameStage } from '../renameStage.ts';
import type { Rule } from '../types.ts';

export const stageNameCasing: Rule = {
	id: 'stage-name-casing',
	aliases: ['StageNameCasing'],
	category: 'style',
	severity: 'hint',
	title: 'Stage name in capitals',
	why: 'Names of stages are compared without case, so capitals only make them harder to find. See [StageNameCasing](https://docs.docker.com/reference/build-checks/stage-name-casing/).',
	defaultBecause: 'It is taste, but BuildKit warns about it.',
	examples: [
		{
			bad: 'FROM debian:12 AS Base\nFROM Base\nUSER 65532',
			good: 'FROM debian:12 AS base\nFROM base\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			const { nameWord, name } = stage;
			if (!nameWord || name === undefined || nameWord.text === name) continue;
			yield {
				span: nameWord.span,
				message: `The stage name ${nameWord.text} is not in lower case.`,
				actions: [
					{
						id: 'lower-case',
						title: `Write ${name}, also where it is used`,
						kind: 'quickfix',
						safety: 'safe',
						preferred: true,
						edits: () => ({
							edits: [replace(nameWord.span, name), ...renameStage(doc, stage, name).filter(({ start, end }) => doc.text.slice(start, end) !== name)],
						}),
					},
				],
			};
		}
	},
};
