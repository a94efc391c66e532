import { insert, replace } from '../edit.ts';
import type { Edit, Rule } from '../types.ts';

export const unnamedStage: Rule = {
	id: 'unnamed-stage',
	aliases: ['DF023'],
	category: 'stages',
	severity: 'off',
	title: 'Stage without a name',
	why: 'A stage that is used by its number means another one as soon as somebody puts a stage above it. See [naming stages](https://docs.docker.com/build/building/multi-stage/#name-your-build-stages).',
	defaultBecause: 'It is taste, as long as nobody adds a stage.',
	examples: [
		{
			bad: 'FROM golang:1.24\nFROM debian:12\nCOPY --from=0 /a /a\nUSER 65532',
			good: 'FROM golang:1.24 AS build\nFROM debian:12\nCOPY --from=build /a /a\nUSER 65532',
		},
	],
	*check({ doc }) {
		const taken = new Set(doc.stages.map(({ name }) => name));
		for (const stage of doc.stages.slice(0, -1)) {
			if (stage.nameWord || stage.from.words.length !== 1) continue;
			const name = `stage-${stage.index}`;
			const uses = doc.all('COPY').flatMap(copy => copy.flags.filter(flag => flag.name === 'from' && flag.value === String(stage.index)));
			const edits: Edit[] = [insert(stage.base.word.span.end, ` AS ${name}`), ...uses.map(flag => replace(flag.valueSpan, name))];
			yield {
				span: stage.base.word.span,
				message: uses.length > 0 ? `The stage has no name, and is used as number ${stage.index}.` : 'The stage has no name.',
				related: uses.map(flag => ({ span: flag.valueSpan, message: 'Used here.' })),
				actions: taken.has(name)
					? []
					: [
							{
								id: 'name-stage',
								title: `Name it ${name}`,
								kind: 'quickfix',
								safety: 'review',
								why: 'You may know a better name.',
								preferred: true,
								edits: () => ({ edits }),
							},
						],
			};
		}
	},
};
