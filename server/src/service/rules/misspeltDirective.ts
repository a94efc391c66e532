import { replace } from '../edit.ts';
import { editDistance } from '../suggest.ts';
import type { Comment } from '../syntax/tree.ts';
import type { Rule } from '../types.ts';

const directives: Readonly<Record<string, RegExp>> = {
	syntax: /^[\w./-]+(?::[\w.-]+)?(?:@sha256:[\da-f]+)?$/,
	escape: /^[\\`]$/,
	check: /(?:skip|error|experimental)\s*=/,
};

export const misspeltDirective: Rule = {
	id: 'misspelt-directive',
	aliases: ['syntax-directive-typo'],
	category: 'syntax',
	severity: 'warning',
	title: 'Comment that was meant as a directive',
	why: 'A [parser directive](https://docs.docker.com/reference/dockerfile/#parser-directives) whose name is misspelt is a comment, and the builder says nothing. Looked at are the comments at the top, where directives stand, whose value is one that the directive takes.',
	defaultBecause: 'What was asked for does not happen.',
	examples: [
		{
			bad: '# sintax=docker/dockerfile:1\nFROM debian:12\nUSER 65532',
			good: '# syntax=docker/dockerfile:1\nFROM debian:12\nUSER 65532',
		},
	],
	*check({ doc }) {
		const first = doc.instructions[0]?.line ?? Number.POSITIVE_INFINITY;
		const top = doc.syntax.comments.filter(({ line }) => line < first);
		for (const comment of top) {
			const found = meantDirective(comment);
			if (!found) continue;
			const start = doc.text.indexOf(found.name, comment.span.start);
			const span = { start, end: start + found.name.length };
			const known = doc.syntax.directives.some(({ name }) => name === found.meant);
			yield {
				span,
				message: `This is a comment: did you mean the directive ${found.meant}?`,
				actions: known
					? []
					: [
							{
								id: 'correct-directive',
								title: `Write ${found.meant}`,
								kind: 'quickfix',
								safety: 'review',
								why: 'The builder then does what the directive says.',
								preferred: true,
								edits: () => ({ edits: [replace(span, found.meant)] }),
							},
						],
			};
		}
	},
};

function meantDirective({ text }: Comment): { readonly name: string; readonly meant: string } | undefined {
	const [, name = '', value = ''] = /^([A-Za-z]+)\s*=\s*(\S.*?)\s*$/.exec(text) ?? [];
	const meant = Object.keys(directives).find(directive => {
		const distance = editDistance(name.toLowerCase(), directive);
		return distance > 0 && distance <= (directive.length > 5 ? 2 : 1) && directives[directive]?.test(value);
	});
	return meant === undefined ? undefined : { name, meant };
}
