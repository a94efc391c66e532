import type { DockerfileDocument } from '../document.ts';
import { insert, replace } from '../edit.ts';
import type { Pair } from '../syntax/tree.ts';
import type { Edit, Rule } from '../types.ts';

export const legacyKeyValue: Rule = {
	id: 'legacy-key-value',
	aliases: ['LegacyKeyValueFormat'],
	category: 'style',
	severity: 'hint',
	title: 'Key and value with a blank between them',
	why: '`ENV key value` is an old form: it takes one pair only, and everything up to the end of the line is the value. `key=value` says where it ends. See [LegacyKeyValueFormat](https://docs.docker.com/reference/build-checks/legacy-key-value-format/).',
	defaultBecause: 'It means what it says; BuildKit only wants it to be written otherwise.',
	examples: [{ bad: 'FROM debian:12\nENV greeting hello you\nUSER 65532', good: 'FROM debian:12\nENV greeting="hello you"\nUSER 65532' }],
	*check({ doc }) {
		for (const instruction of [...doc.all('ENV'), ...doc.all('LABEL')]) {
			const [pair] = instruction.pairs;
			if (pair?.delimiter !== ' ' || !pair.value) continue;
			const edits = withEquals(doc, pair);
			yield {
				span: pair.span,
				message: `Write ${pair.key.text}=...: the form with a blank is an old one.`,
				actions: edits ? [{ id: 'write-equals', title: 'Write it with =', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits }) }] : [],
			};
		}
	},
};

/** Only where the value is the same in both forms: without quotes and escapes inside, or as one word in double quotes. */
function withEquals(doc: DockerfileDocument, { key, value }: Pair): readonly Edit[] | undefined {
	const text = value?.text ?? '';
	const gap = { start: key.span.end, end: value?.span.start ?? 0 };
	if (doc.text.slice(gap.start, gap.end).includes('#') || /=/.test(key.text)) return undefined;
	if (/^"[^"\\`]*"$/.test(text)) return [replace(gap, '=')];
	if (/["'\\`]/.test(text)) return undefined;
	return /^[^\s]+$/.test(text) ? [replace(gap, '=')] : [replace(gap, '="'), insert(value?.span.end ?? 0, '"')];
}
