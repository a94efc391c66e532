import { replace } from '../edit.ts';
import type { Rule } from '../types.ts';

export const stageIndentation: Rule = {
	id: 'stage-indentation',
	aliases: ['consistent-indentation'],
	category: 'style',
	severity: 'off',
	title: 'Indentation that does not show the stages',
	why: 'With several stages, a tab in front of what belongs to one shows where the next one begins; with one stage there is nothing to show. Tabs, because `<<-` takes only tabs away. See the [format](https://docs.docker.com/reference/dockerfile/#format): blanks in front of an instruction mean nothing.',
	defaultBecause: 'Most files are written without indentation.',
	examples: [{ bad: 'FROM debian:12\n  USER 65532', good: 'FROM debian:12\nUSER 65532' }],
	*check({ doc }) {
		const wanted = doc.stages.length > 1 ? '\t' : '';
		const places = [
			...[...doc.globalArgs, ...doc.stages.map(({ from }) => from)].map(instruction => ({ instruction, indent: '' })),
			...doc.stages.flatMap(({ instructions }) => instructions.map(instruction => ({ instruction, indent: wanted }))),
		];
		for (const { instruction, indent } of places) {
			const lineStart = doc.lines.startOf(instruction.line);
			const start = lineStart === 0 && doc.text.charCodeAt(0) === 0xfeff ? 1 : lineStart;
			const span = { start, end: instruction.keywordSpan.start };
			if (doc.text.slice(span.start, span.end) === indent) continue;
			yield {
				span: span.end > span.start ? span : instruction.keywordSpan,
				message: indent === '' ? 'Nothing is to be set apart here: no indentation is expected.' : 'A tab in front shows that this belongs to the stage above.',
				actions: [
					{
						id: 'indent',
						title: indent === '' ? 'Remove the indentation' : 'Indent by a tab',
						kind: 'quickfix',
						safety: 'safe',
						preferred: true,
						edits: () => ({ edits: [replace(span, indent)] }),
					},
				],
			};
		}
	},
};
