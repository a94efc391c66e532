import type { DockerfileDocument } from '../document.ts';
import { reachable, type Stage } from '../stages.ts';
import type { Rule } from '../types.ts';

export const unusedStage: Rule = {
	id: 'unused-stage',
	aliases: ['no-unreachable-stages'],
	category: 'stages',
	severity: 'off',
	title: 'Stage that the last one does not need',
	why: 'BuildKit does not build it, so nobody sees when it breaks. Delete it, unless somebody builds it by `--target`. See [target a stage](https://docs.docker.com/build/building/multi-stage/#stop-at-a-specific-build-stage). A variable in FROM may choose every stage whose name fits.',
	defaultBecause: 'Stages for tests and development are built by name, and this file alone does not tell.',
	examples: [
		{
			bad: 'FROM golang:1.24 AS build\nFROM debian:12\nUSER 65532',
			good: 'FROM golang:1.24 AS build\nFROM debian:12\nCOPY --from=build /a /a\nUSER 65532',
		},
	],
	*check({ doc }) {
		const built = mayBeBuilt(doc);
		for (const stage of doc.stages) {
			if (built.has(stage)) continue;
			const span = stage.nameWord?.span ?? stage.base.word.span;
			yield { span, message: `Nothing that the last stage needs comes from ${stage.name ?? `stage ${stage.index}`}.`, tags: ['unnecessary'] };
		}
	},
};

/** What the last stage needs, whatever values the build gives to the variables of FROM. */
function mayBeBuilt(doc: DockerfileDocument): ReadonlySet<Stage> {
	const found = new Set<Stage>();
	const open = doc.shipped ? [doc.shipped] : [];
	for (let next = open.pop(); next; next = open.pop()) {
		for (const stage of reachable(doc.graph, next)) {
			if (found.has(stage)) continue;
			found.add(stage);
			const { text } = stage.base.word;
			if (!text.includes('$')) continue;
			const fits = new RegExp(
				`^${text
					.split(/\$(?:\w+|\{[^}]*\})/)
					.map(literal => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
					.join('.*')}$`,
				'i',
			);
			open.push(...doc.stages.slice(0, stage.index).filter(({ name }) => name !== undefined && fits.test(name)));
		}
	}
	return found;
}
