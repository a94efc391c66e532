import type { Rule } from '../types.ts';

export const unusedStage: Rule = {
	id: 'unused-stage',
	aliases: ['no-unreachable-stages'],
	category: 'stages',
	severity: 'off',
	title: 'Stage that the last one does not need',
	why: 'BuildKit does not build it, so nobody sees when it breaks. Delete it, unless somebody builds it by `--target`. See [target a stage](https://docs.docker.com/build/building/multi-stage/#stop-at-a-specific-build-stage).',
	defaultBecause: 'Stages for tests and development are built by name, and this file alone does not tell.',
	examples: [
		{
			bad: 'FROM golang:1.24 AS build\nFROM debian:12\nUSER 65532',
			good: 'FROM golang:1.24 AS build\nFROM debian:12\nCOPY --from=build /a /a\nUSER 65532',
		},
	],
	*check({ doc }) {
		const { built } = doc;
		for (const stage of doc.stages) {
			if (built.has(stage)) continue;
			const span = stage.nameWord?.span ?? stage.base.word.span;
			yield { span, message: `Nothing that the last stage needs comes from ${stage.name ?? `stage ${stage.index}`}.`, tags: ['unnecessary'] };
		}
	},
};
