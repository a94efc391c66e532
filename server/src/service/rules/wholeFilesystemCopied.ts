import type { DockerfileDocument } from '../document.ts';
import { chain, findStage } from '../stages.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Rule } from '../types.ts';

export const wholeFilesystemCopied: Rule = {
	id: 'whole-filesystem-copied',
	aliases: ['DL3067'],
	category: 'stages',
	severity: 'info',
	title: 'Everything of another stage copied',
	why: 'A whole file system copied over another one brings everything that the earlier stage was there to keep out: compilers, caches, package lists, files of users. Copy what the program needs. See [multi-stage builds](https://docs.docker.com/build/building/multi-stage/). On `scratch` it is a way to make one layer of many, and only a hint. Silent where the other stage has nothing else: [xx](https://github.com/tonistiigi/xx#dockerfile-cross-compilation-helpers), and stages that only copy onto `scratch`.',
	defaultBecause: 'The stages win nothing then.',
	examples: [
		{
			bad: 'FROM debian:12 AS build\nFROM debian:12-slim\nCOPY --from=build / /\nUSER 65532',
			good: 'FROM debian:12 AS build\nFROM debian:12-slim\nCOPY --from=build /app /app\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const copy of doc.all('COPY')) {
			const from = copy.flags.find(({ name }) => name === 'from');
			if (!from || copy.flags.some(({ name }) => name === 'exclude' || name === 'parents')) continue;
			const words = copy.json ? copy.json.items.map(({ value, span }) => ({ text: value, span })) : copy.words;
			if (words.length !== 2 || !words.every(({ text }) => /^(?:\/|\/\.|\/\*)$/.test(text.replace(/^(["'])(.*)\1$/, '$2')))) continue;
			if (hasOnlyWhatIsWanted(doc, copy, from.value ?? '')) continue;
			yield {
				span: copy.span,
				message: `All files of ${from.value} are copied, also those that only its own steps need.`,
				...(doc.stageOf(copy)?.base.scratch ? { severity: 'hint' as const } : {}),
			};
		}
	},
};

/** True if the stage or image holds nothing but what somebody put there to be copied. */
function hasOnlyWhatIsWanted(doc: DockerfileDocument, copy: Instruction, from: string): boolean {
	const here = doc.stageOf(copy);
	const stage = here && findStage(doc.graph, from, here.index, { indexes: true });
	if (!stage) return /^(?:docker\.io\/)?tonistiigi\/xx(?:[:@]|$)/.test(from);
	const stages = chain(stage);
	const base = stages.at(-1)?.base;
	if (stages.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'RUN'))) return false;
	return base?.scratch === true || base?.image?.path === 'tonistiigi/xx';
}
