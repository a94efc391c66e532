import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import { lineEndOf } from '../suppress.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Span } from '../text.ts';
import type { Rule } from '../types.ts';

export const chainedOnOneLine: Rule = {
	id: 'chained-on-one-line',
	aliases: ['newline-per-chained-call'],
	category: 'style',
	severity: 'off',
	title: 'Several commands, mounts or labels on one line',
	why: 'With a line for each command of a `&&` or `||` chain, each `--mount` and each label, a change touches the line that it is about. See [RUN](https://docs.docker.com/build/building/best-practices/#run): "split long or complex RUN statements on multiple lines".',
	defaultBecause: 'The image is the same; it is a matter of taste.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN make && make install\nUSER 65532',
			good: 'FROM debian:12\nRUN make \\\n    && make install\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const instruction of doc.instructions) {
			const gaps = gapsOf(doc, instruction).filter(gap => isBlank(doc, gap));
			if (gaps.length === 0) continue;
			yield {
				span: instruction.keywordSpan,
				message: `${instruction.keyword} has ${gaps.length + 1} parts on one line.`,
				actions: [
					{
						id: 'split-lines',
						title: 'Put each on a line of its own',
						kind: 'quickfix',
						safety: 'safe',
						preferred: true,
						edits: () => ({ edits: gaps.map(gap => replace(gap, ` ${doc.syntax.escape}${lineEndOf(doc)}    `)) }),
					},
				],
			};
		}
	},
};

/** The blanks at which a line could be broken. */
function gapsOf(doc: DockerfileDocument, instruction: Instruction): readonly Span[] {
	switch (instruction.keyword) {
		case 'RUN':
			return [...mountGaps(instruction), ...chainGaps(doc, instruction)];
		case 'HEALTHCHECK':
			return chainGaps(doc, instruction);
		case 'LABEL':
			return between(instruction.pairs.every(({ delimiter }) => delimiter === '=') ? instruction.pairs.map(({ span }) => span) : []);
		default:
			return [];
	}
}

/** Behind each mount, if there are two. */
function mountGaps({ flags, args }: Instruction): Span[] {
	const mounts = flags.filter(({ name }) => name === 'mount').map(({ span }) => span);
	if (mounts.length < 2) return [];
	const last = flags.at(-1)?.span;
	return between([...flags.map(({ span }) => span), ...(last && args.span.start > last.end ? [{ start: args.span.start, end: args.span.start }] : [])]);
}

/** In front of each operator of a chain whose two sides stand on one line. */
function chainGaps(doc: DockerfileDocument, instruction: Instruction): Span[] {
	if (instruction.heredocs.length > 0) return [];
	return doc.scripts(instruction).flatMap(({ form, topLevel, text }) => {
		if (form !== 'shell') return [];
		return topLevel.flatMap(({ operator, at, span }, index) => {
			const before = topLevel[index - 1];
			if (!before || (operator !== '&&' && operator !== '||')) return [];
			if (doc.lines.lineAt(before.span.end) !== doc.lines.lineAt(span.start)) return [];
			const operatorAt = text.text.indexOf(operator, before.at.end);
			return operatorAt < at.start ? [{ start: before.span.end, end: text.source(operatorAt) }] : [];
		});
	});
}

function between(spans: readonly Span[]): Span[] {
	return spans.slice(1).map(({ start }, index) => ({ start: (spans[index] as Span).end, end: start }));
}

/** Nothing but blanks, all on one line. */
function isBlank(doc: DockerfileDocument, { start, end }: Span): boolean {
	return end >= start && /^[ \t]*$/.test(doc.text.slice(start, end));
}
