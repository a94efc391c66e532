import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import { type Installation, type InstalledPackage, installationOf } from '../packages.ts';
import type { Action, Rule } from '../types.ts';

export const unsortedPackages: Rule = {
	id: 'unsorted-packages',
	aliases: ['sort-packages'],
	category: 'style',
	severity: 'off',
	title: 'Packages in no order',
	why: 'In a sorted list a package stands once, is found at once, and makes small changes. See [sort multi-line arguments](https://docs.docker.com/build/building/best-practices/#sort-multi-line-arguments). Names in variables are left where they are.',
	defaultBecause: 'The image is the same; some group packages by what they are for.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends git curl && rm -rf /var/lib/apt/lists/*\nUSER 65532',
			good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf /var/lib/apt/lists/*\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const instruction of doc.all('RUN')) {
			for (const command of doc.commands(instruction)) {
				const installation = installationOf(command);
				const packages =
					installation?.packages.filter(({ kind, word, span }) => kind === 'package' && word.value !== undefined && span.start === word.span.start) ?? [];
				const sorted = packages.toSorted((a, b) => compare(a.name, b.name));
				const at = packages.findIndex(({ name }, index) => compare(name, sorted[index]?.name ?? '') !== 0);
				const first = packages[at];
				if (!installation || !first) continue;
				yield {
					span: { start: command.span.start, end: command.words[1]?.span.end ?? command.span.end },
					message: `The packages are not sorted: ${sorted[at]?.name} belongs before ${first.name}.`,
					actions: sortAction(doc, installation, packages, sorted),
				};
			}
		}
	},
};

function compare(a: string, b: string): number {
	const [left, right] = [a.toLowerCase(), b.toLowerCase()];
	return left < right ? -1 : left > right ? 1 : 0;
}

/** Words change places, and what stands between them stays; a comment there would stand over another package. */
function sortAction(doc: DockerfileDocument, { command }: Installation, packages: readonly InstalledPackage[], sorted: readonly InstalledPackage[]): Action[] {
	const whole = doc.text.slice(command.span.start, command.span.end);
	const texts = sorted.map(({ word }) => doc.text.slice(word.span.start, word.span.end));
	if (/\n[ \t]*#/.test(whole) || texts.some(text => text.includes('\n'))) return [];
	return [
		{
			id: 'sort-packages',
			title: 'Sort the packages',
			kind: 'quickfix',
			safety: 'review',
			why: 'Where packages exclude each other, some managers let the first one win.',
			preferred: true,
			edits: () => ({
				edits: packages.flatMap(({ word }, index) => (sorted[index]?.word === word ? [] : [replace(word.span, texts[index] as string)])),
			}),
		},
	];
}
