import { insert, remove } from '../edit.ts';
import { useKnown } from '../meant.ts';
import { nearest } from '../suggest.ts';
import type { Instruction, Word } from '../syntax/tree.ts';
import type { Action, Problem, Rule } from '../types.ts';

export const malformedFrom: Rule = {
	id: 'malformed-from',
	aliases: ['ARGUMENT_MISSING', 'ARGUMENT_REQUIRES_ONE_OR_THREE', 'INVALID_AS'],
	category: 'syntax',
	severity: 'error',
	title: 'FROM with other words than an image and a name',
	why: '[FROM](https://docs.docker.com/reference/dockerfile/#from) takes an image, or an image, `AS` and a name. The builder refuses everything else.',
	defaultBecause: 'The file does not build.',
	examples: [{ bad: 'FROM debian:12 SA base\nUSER 65532', good: 'FROM debian:12 AS base\nUSER 65532' }],
	*check({ doc }) {
		for (const from of doc.all('FROM')) {
			const problem = problemOf(from);
			if (problem) yield problem;
		}
	},
};

function problemOf({ words, keywordSpan }: Instruction): Problem | undefined {
	const [image, as, name, extra] = words;
	if (!image) return { span: keywordSpan, message: 'FROM needs an image.', aliases: ['ARGUMENT_MISSING'] };
	if (!as) return undefined;
	const isAs = as.text.toUpperCase() === 'AS';
	if (!name) return isAs ? withoutName(image, as) : withoutAs(image, as);
	if (!isAs) return instead(as);
	return extra && tooMany(name, extra, words.at(-1) as Word);
}

function withoutName(image: Word, as: Word): Problem {
	const action: Action = {
		id: 'remove-as',
		title: `Remove ${as.text}`,
		kind: 'quickfix',
		safety: 'review',
		why: 'A name may have been forgotten.',
		edits: () => ({ edits: [remove({ start: image.span.end, end: as.span.end })] }),
	};
	return { span: as.span, message: 'AS has no name behind it.', aliases: ['ARGUMENT_REQUIRES_ONE_OR_THREE'], actions: [action] };
}

function withoutAs(image: Word, word: Word): Problem {
	const action: Action = {
		id: 'insert-as',
		title: `Name the stage ${word.text}`,
		kind: 'quickfix',
		safety: 'review',
		why: 'The word may be no name.',
		preferred: true,
		edits: () => ({ edits: [insert(word.span.start, 'AS ')] }),
	};
	return {
		span: word.span,
		message: `Nothing but AS and a name may stand behind ${image.text}.`,
		aliases: ['ARGUMENT_REQUIRES_ONE_OR_THREE'],
		actions: /^[a-z][\w.-]*$/i.test(word.text) ? [action] : [],
	};
}

function instead(word: Word): Problem {
	const meant = nearest(word.text, ['AS']);
	return {
		span: word.span,
		message: `${word.text} stands where AS must.`,
		aliases: ['INVALID_AS'],
		actions: meant ? [useKnown(word.span, meant)] : [],
	};
}

function tooMany(name: Word, extra: Word, last: Word): Problem {
	const action: Action = {
		id: 'remove-words',
		title: `Remove what stands behind ${name.text}`,
		kind: 'quickfix',
		safety: 'review',
		why: 'Only you know what it was for.',
		edits: () => ({ edits: [remove({ start: name.span.end, end: last.span.end })] }),
	};
	return {
		span: { start: extra.span.start, end: last.span.end },
		message: `Nothing may stand behind the name ${name.text}.`,
		aliases: ['ARGUMENT_REQUIRES_ONE_OR_THREE'],
		actions: [action],
	};
}
