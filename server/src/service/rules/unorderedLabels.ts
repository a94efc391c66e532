import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import type { Instruction, Pair } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';
import { unquoted } from '../values.ts';

const prefix = 'org.opencontainers.image.';
/** By what they are about: the image, its source, its owner, its release, its base. */
const order = [
	'title',
	'description',
	'source',
	'url',
	'documentation',
	'authors',
	'vendor',
	'licenses',
	'version',
	'revision',
	'created',
	'ref.name',
	'base.name',
	'base.digest',
].map(name => prefix + name);

export const unorderedLabels: Rule = {
	id: 'unordered-labels',
	aliases: ['labels/prefer-stable-order'],
	category: 'style',
	severity: 'off',
	title: 'Standard labels in no order',
	why: 'Labels in the same order in every Dockerfile are found faster, and their changes are easier to review: the keys of the [OCI image specification](https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys) by what they are about (title and description; source and addresses; people and licences; release; base image), all others after them as they stand.',
	defaultBecause: 'The image is the same; it is a matter of taste.',
	examples: [
		{
			bad: `FROM debian:12\nLABEL ${prefix}version="1" ${prefix}title="x"\nUSER 65532`,
			good: `FROM debian:12\nLABEL ${prefix}title="x" ${prefix}version="1"\nUSER 65532`,
		},
	],
	*check({ doc }) {
		for (const instruction of doc.all('LABEL')) {
			const { pairs } = instruction;
			const sorted = pairs.toSorted((a, b) => rank(a) - rank(b));
			const place = pairs.findIndex((pair, index) => pair !== sorted[index]);
			const wrong = pairs[place];
			if (!wrong) continue;
			yield {
				span: wrong.key.span,
				message: `The label ${unquoted(sorted[place]?.key.text ?? '')} belongs before ${unquoted(wrong.key.text)}.`,
				actions: sortAction(doc, instruction, sorted),
			};
		}
	},
};

function rank({ key }: Pair): number {
	const place = order.indexOf(unquoted(key.text));
	return place < 0 ? order.length : place;
}

/** Pairs change places; what stands between them stays. A comment there would end up over another pair. */
function sortAction(doc: DockerfileDocument, { pairs, span }: Instruction, sorted: readonly Pair[]): Action[] {
	const hasComment = /\n[ \t]*#/.test(doc.text.slice(span.start, span.end));
	if (hasComment || pairs.some(({ delimiter }) => delimiter !== '=')) return [];
	return [
		{
			id: 'sort-labels',
			title: 'Sort the labels',
			kind: 'quickfix',
			safety: 'safe',
			preferred: true,
			edits: () => ({
				edits: pairs.flatMap((pair, index) => {
					const other = sorted[index];
					return other && other !== pair ? [replace(pair.span, textOf(other))] : [];
				}),
			}),
		},
	];
}

function textOf({ key, value }: Pair): string {
	return `${key.text}=${value?.text ?? ''}`;
}
