import { replace } from '../edit.ts';
import { renameStage } from '../renameStage.ts';
import type { Rule } from '../types.ts';

export const duplicateStageName: Rule = {
	id: 'duplicate-stage-name',
	aliases: ['DuplicateStageName', 'DL3024', 'DS-0012', 'CKV_DOCKER_11', 'DF042', 'DUPLICATE_BUILD_STAGE_NAME'],
	category: 'stages',
	severity: 'warning',
	title: 'Two stages of one name',
	why: 'Names are compared without case, and the later stage hides the earlier one: what `COPY --from` means depends on where it stands. See [DuplicateStageName](https://docs.docker.com/reference/build-checks/duplicate-stage-name/).',
	defaultBecause: 'Which stage is meant cannot be told from the name; the builder accepts it, so it is no error.',
	examples: [
		{
			bad: 'FROM debian:12 AS a\nFROM scratch AS a\nUSER 65532',
			good: 'FROM debian:12 AS a\nFROM scratch AS a-2\nUSER 65532',
		},
	],
	*check({ doc }) {
		const first = new Map<string, (typeof doc.stages)[number]>();
		const taken = new Set(doc.stages.map(({ name }) => name));
		const numbers = new Map<string, number>();
		for (const stage of doc.stages) {
			const { name, nameWord } = stage;
			if (!name || !nameWord) continue;
			const other = first.get(name);
			if (!other) {
				first.set(name, stage);
				continue;
			}
			let number = (numbers.get(name) ?? 1) + 1;
			while (taken.has(`${name}-${number}`)) number++;
			numbers.set(name, number);
			yield {
				span: nameWord.span,
				message: `A stage named ${name} exists already.`,
				related: [{ span: other.nameWord?.span ?? other.from.span, message: 'The first stage of this name.' }],
				actions: [
					{
						id: 'rename-stage',
						title: `Rename to ${name}-${number}`,
						kind: 'quickfix',
						safety: 'review',
						why: 'A target of compose, bake or CI may use the name.',
						preferred: true,
						edits: () => ({ edits: [replace(nameWord.span, `${nameWord.text}-${number}`), ...renameStage(doc, stage, `${nameWord.text}-${number}`)] }),
					},
				],
			};
		}
	},
};
