import { findStage } from '../stages.ts';
import type { Rule } from '../types.ts';

export const copyFromItself: Rule = {
	id: 'copy-from-itself',
	aliases: ['DL3023', 'DS-0006', 'DF050'],
	category: 'stages',
	severity: 'error',
	title: 'COPY --from of its own stage',
	why: 'COPY takes files from other stages, images or contexts. A stage that names itself makes a circle; files that are there already can be copied with `RUN cp`. See [COPY --from](https://docs.docker.com/reference/dockerfile/#copy---from).',
	defaultBecause: 'It is not what was meant: the builder refuses it, or takes an image of that name.',
	examples: [
		{
			bad: 'FROM debian:12 AS build\nCOPY --from=build /a /b\nUSER 65532',
			good: 'FROM debian:12 AS build\nRUN cp /a /b\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			for (const instruction of stage.instructions) {
				const flag = instruction.keyword === 'COPY' ? instruction.flags.find(({ name }) => name === 'from') : undefined;
				const text = flag?.value?.toLowerCase();
				if (!flag || text === undefined || (text !== stage.name && text !== String(stage.index))) continue;
				// an earlier stage of the same name
				if (findStage(doc.graph, text, stage.index, { indexes: true })) continue;
				yield { span: flag.valueSpan, message: `${flag.value} is this very stage.`, related: [{ span: stage.from.span, message: 'The stage.' }] };
			}
		}
	},
};
