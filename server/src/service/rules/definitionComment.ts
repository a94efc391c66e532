import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import { lineEndOf, suppressionsOf } from '../suppress.ts';
import type { Comment, Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

export const definitionComment: Rule = {
	id: 'definition-comment',
	aliases: ['InvalidDefinitionDescription'],
	category: 'style',
	severity: 'off',
	title: 'Comment over ARG or FROM that describes something else',
	why: 'The last comment above a stage or a build argument is its description in `docker build --call=outline` and `--call=targets`, if it begins with the name: `# VERSION of the program`. A comment about something else can be set apart by an empty comment; a blank line is not enough. See [InvalidDefinitionDescription](https://docs.docker.com/reference/build-checks/invalid-definition-description/).',
	defaultBecause: 'Few projects use these descriptions, and every file has other comments there. BuildKit has it off, too.',
	examples: [
		{
			bad: '# which Debian\nARG RELEASE=12\nFROM debian:$RELEASE\nUSER 65532',
			good: '# which Debian\n#\nARG RELEASE=12\nFROM debian:$RELEASE\nUSER 65532',
		},
	],
	*check({ doc }) {
		const silencing = new Set(suppressionsOf(doc).map(({ span }) => span.start));
		for (const instruction of [...doc.globalArgs, ...doc.stages.flatMap(({ from, instructions }) => [from, ...instructions])]) {
			const comment = instruction.comments.at(-1);
			if (!comment || comment.line > instruction.line || silencing.has(comment.span.start)) continue;
			const names = namesOf(doc, instruction);
			const first = /^\S+/.exec(comment.text)?.[0];
			if (names.length === 0 || !first || names.includes(first)) continue;
			yield {
				span: comment.span,
				message: `The comment is taken for the description of ${names.join(' and ')}, and does not begin with ${names.length > 1 ? 'one of the names' : 'that name'}.`,
				actions: [setApart(doc, comment), ...(names.length === 1 ? [putName(doc, comment, names[0] as string)] : [])],
			};
		}
	},
};

/** What the instruction defines. BuildKit compares the names of stages in lower case. */
function namesOf(doc: DockerfileDocument, { keyword, pairs, span }: Instruction): string[] {
	if (keyword === 'ARG') return pairs.map(({ key }) => key.text);
	return keyword === 'FROM' ? doc.stages.flatMap(({ from, name }) => (from.span === span && name ? [name] : [])) : [];
}

function setApart(doc: DockerfileDocument, comment: Comment): Action {
	const indent = doc.text.slice(doc.lines.startOf(comment.line), comment.span.start).replace(/^\uFEFF/, '');
	return {
		id: 'set-comment-apart',
		title: 'Set the comment apart by an empty one',
		kind: 'quickfix',
		safety: 'safe',
		preferred: true,
		edits: () => ({ edits: [insert(comment.span.end, `${lineEndOf(doc)}${indent}#`)] }),
	};
}

function putName(doc: DockerfileDocument, comment: Comment, name: string): Action {
	const at = doc.text.indexOf(comment.text, comment.span.start);
	return {
		id: 'begin-with-name',
		title: `Begin with ${name}`,
		kind: 'quickfix',
		safety: 'review',
		why: 'The comment may be about something else.',
		edits: () => ({ edits: [insert(at, `${name} `)] }),
	};
}
