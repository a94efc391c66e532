import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import { lineEndOf, suppressionsOf } from '../suppress.ts';
import type { Comment, Instruction } from '../syntax/tree.ts';
import type { Span } from '../text.ts';
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
		for (const { instruction, names } of definitions(doc)) {
			const comment = instruction.comments.findLast(({ line }) => line < instruction.line);
			if (!comment || silencing.has(comment.span.start)) continue;
			const first = /^\S+/.exec(comment.text)?.[0] ?? '#';
			const [name] = names;
			if (!name || names.some(({ text }) => text === first)) continue;
			yield {
				span: name.span,
				message: `The comment above is taken for the description of ${names.map(({ text }) => text).join(' and ')}, and does not begin with ${names.length > 1 ? 'one of the names' : 'that name'}.`,
				related: [{ span: comment.span, message: 'The comment.' }],
				actions: [setApart(doc, comment), ...(names.length === 1 ? [putName(doc, comment, name.text)] : [])],
			};
		}
	},
};

interface Definition {
	readonly instruction: Instruction;
	readonly names: readonly { readonly text: string; readonly span: Span }[];
}

/** What has a description: build arguments and named stages, whose names BuildKit compares in lower case. */
function definitions(doc: DockerfileDocument): Definition[] {
	const stages = doc.stages.flatMap(({ from, name, nameWord }): Definition[] =>
		name && nameWord ? [{ instruction: from, names: [{ text: name, span: nameWord.span }] }] : [],
	);
	return [...stages, ...doc.all('ARG').map(instruction => ({ instruction, names: instruction.pairs.map(({ key }) => key) }))];
}

function setApart(doc: DockerfileDocument, comment: Comment): Action {
	return {
		id: 'set-comment-apart',
		title: 'Set the comment apart by an empty one',
		kind: 'quickfix',
		safety: 'safe',
		preferred: true,
		// at the margin: BuildKit takes an indented number sign for text
		edits: () => ({ edits: [insert(comment.span.end, `${lineEndOf(doc)}#`)] }),
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
