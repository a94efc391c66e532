import type { Rule } from '../types.ts';

export const wholeFilesystemCopied: Rule = {
	id: 'whole-filesystem-copied',
	aliases: ['DL3067'],
	category: 'stages',
	severity: 'info',
	title: 'Everything of another stage copied',
	why: 'A whole file system copied over another one brings everything that the earlier stage was there to keep out: compilers, caches, package lists, files of users. Copy what the program needs. See [multi-stage builds](https://docs.docker.com/build/building/multi-stage/). On `scratch` it is a way to make one layer of many, and only a hint.',
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
			yield {
				span: copy.span,
				message: `All files of ${from.value} are copied, also those that only its own steps need.`,
				...(doc.stageOf(copy)?.base.scratch ? { severity: 'hint' as const } : {}),
			};
		}
	},
};
