import { findStage } from '../stages.ts';
import type { Rule } from '../types.ts';

const adds = new Set(['ADD', 'COPY', 'RUN', 'WORKDIR', 'ONBUILD']);

export const copyFromEmptyStage: Rule = {
	id: 'copy-from-empty-stage',
	aliases: ['copy-from-empty-scratch-stage'],
	category: 'stages',
	severity: 'error',
	title: 'COPY from a stage without files',
	why: '`scratch` is empty, and nothing in that stage puts a file there: the source cannot be found. See [scratch](https://docs.docker.com/build/building/base-images/#create-a-minimal-base-image-using-scratch).',
	defaultBecause: 'The build fails.',
	examples: [
		{
			bad: 'FROM scratch AS a\nFROM debian:12\nCOPY --from=a /a /a\nUSER 65532',
			good: 'FROM scratch AS a\nCOPY a /a\nFROM debian:12\nCOPY --from=a /a /a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			for (const { keyword, flags } of stage.instructions) {
				const flag = keyword === 'COPY' ? flags.find(({ name }) => name === 'from') : undefined;
				const source = flag?.value ? findStage(doc.graph, flag.value, stage.index, { indexes: true }) : undefined;
				if (!flag || !source?.base.scratch || source.instructions.some(instruction => adds.has(instruction.keyword))) continue;
				yield { span: flag.valueSpan, message: `The stage ${flag.value} holds no files.`, related: [{ span: source.from.span, message: 'The empty stage.' }] };
			}
		}
	},
};
