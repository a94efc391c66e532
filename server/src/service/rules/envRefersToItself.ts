import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import { lineEndOf } from '../suppress.ts';
import { variablesIn } from '../syntax/expand.ts';
import type { Instruction, Pair } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

export const envRefersToItself: Rule = {
	id: 'env-refers-to-itself',
	aliases: ['DL3044', 'DF062'],
	category: 'files',
	severity: 'warning',
	title: 'ENV with a variable that the same ENV sets',
	why: 'All values of an instruction are expanded before any of its variables is set: in `ENV a=1 b=$a`, b is what a was before, mostly empty. See [environment replacement](https://docs.docker.com/reference/dockerfile/#environment-replacement). Silent if the file has set the variable before, or the value shows that the base image has.',
	defaultBecause: 'The variable gets another value than the one that can be read.',
	examples: [{ bad: 'FROM debian:12\nENV HERE=/app BIN=$HERE/bin\nUSER 65532', good: 'FROM debian:12\nENV HERE=/app\nENV BIN=$HERE/bin\nUSER 65532' }],
	*check({ doc }) {
		for (const env of doc.all('ENV')) {
			const { pairs } = env;
			const earlier = new Map<string, Pair>();
			for (const [index, pair] of pairs.entries()) {
				const written = pair.delimiter === '=' ? (pair.value?.text ?? '') : '';
				const names = variablesIn(written, doc.syntax.escape).map(({ name }) => name);
				const name = names.find(used => earlier.has(used) && !doc.scope(env)?.declaration(used));
				if (name !== undefined) {
					yield {
						span: pair.value?.span ?? pair.span,
						message: `${name} has its old value here: this instruction sets it only when all of it is read.`,
						related: [{ span: earlier.get(name)?.key.span ?? pair.key.span, message: `${name} is set here.` }],
						actions: splitBefore(doc, env, pair, pairs[index - 1]),
					};
				}
				// A=$A:b says that the base image has it
				if (!names.includes(pair.key.text)) earlier.set(pair.key.text, pair);
			}
		}
	},
};

function splitBefore(doc: DockerfileDocument, env: Instruction, pair: Pair, before: Pair | undefined): Action[] {
	const gap = { start: before?.span.end ?? pair.span.start, end: pair.span.start };
	if (!before || doc.text.slice(gap.start, gap.end).includes('#')) return [];
	const keyword = doc.text.slice(env.keywordSpan.start, env.keywordSpan.end);
	return [
		{
			id: 'split-env',
			title: `Begin another ENV before ${pair.key.text}`,
			kind: 'quickfix',
			safety: 'review',
			why: `${pair.key.text} gets another value than it has now.`,
			preferred: true,
			edits: () => ({ edits: [replace(gap, `${lineEndOf(doc)}${keyword} `)] }),
		},
	];
}
