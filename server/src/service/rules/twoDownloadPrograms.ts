import { buildCommands } from '../buildCommands.ts';
import type { Rule } from '../types.ts';

export const twoDownloadPrograms: Rule = {
	id: 'two-download-programs',
	aliases: ['DL4001', 'DS-0014', 'DF058'],
	category: 'files',
	severity: 'off',
	title: 'Both curl and wget in one stage',
	why: 'Both do the same; with one of them, a stage needs one package less. See [curl or wget](https://daniel.haxx.se/docs/curl-vs-wget.html).',
	defaultBecause: 'Many base images have both, and scripts that are fetched ask for one or the other.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -f -o /a https://example.org/a\nRUN wget https://example.org/b\nUSER 65532',
			good: 'FROM debian:12\nRUN curl -f -o /a https://example.org/a\nRUN curl -f -O https://example.org/b\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			const here = buildCommands(doc, 'curl', 'wget').filter(({ run }) => doc.stageOf(run) === stage);
			const [first, ...others] = here.sort((a, b) => a.command.span.start - b.command.span.start);
			const other = others.find(({ command }) => command.name !== first?.command.name);
			if (!first || !other) continue;
			yield {
				span: other.command.words[0]?.span ?? other.command.span,
				message: `This stage uses ${first.command.name} already.`,
				related: [{ span: first.command.words[0]?.span ?? first.command.span, message: `The first use of ${first.command.name}.` }],
			};
		}
	},
};
