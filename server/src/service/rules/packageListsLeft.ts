import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import { installationOf, isIndexUpdate } from '../packages.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

const lists = '/var/lib/apt/lists';

export const packageListsLeft: Rule = {
	id: 'package-lists-left',
	aliases: ['DL3009', 'DF004', 'aptGetInstallThenRemoveAptLists'],
	category: 'cache',
	severity: 'info',
	title: 'Package lists left in the layer',
	why: 'The lists that `apt-get update` fetches are some tens of megabytes, out of date tomorrow, and different in every build. Delete them in the RUN that fetched them; a later RUN wins nothing back. See [apt-get](https://docs.docker.com/build/building/best-practices/#apt-get). Silent with a cache mount, and in stages that are not shipped.',
	defaultBecause: 'It costs size, and makes layers differ.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl\nUSER 65532',
			good: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nUSER 65532',
		},
	],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped) return;
		const runs = shipped.instructions.filter(({ keyword }) => keyword === 'RUN');
		for (const [index, run] of runs.entries()) {
			const update = doc.commands(run).find(command => isIndexUpdate(command) === 'apt');
			if (!update || cleans(doc, run) || hasMount(run)) continue;
			const later = runs.slice(index + 1).find(other => installsWithoutUpdate(doc, other));
			yield {
				span: update.span,
				message: `The lists that apt-get update fetches stay in the image: delete ${lists} in this RUN.`,
				actions: later ? [] : deleteLists(doc, run),
			};
		}
	},
};

function cleans(doc: DockerfileDocument, run: Instruction): boolean {
	return doc
		.commands(run)
		.some(
			({ words }) =>
				words[0]?.value === 'rm' && words.some(({ value, text }) => (value ?? text).startsWith(lists) || /^\/var\/lib\/apt(?:\/\*?)?$/.test(value ?? text)),
		);
}

function hasMount(run: Instruction): boolean {
	return run.flags.some(({ options }) =>
		options.some(({ key, value }) => ['target', 'dst', 'destination'].includes(key) && /^\/var\/lib\/apt(?:\/lists)?\/?$/.test(value ?? '')),
	);
}

/** A later step that lives on the lists would break. */
function installsWithoutUpdate(doc: DockerfileDocument, run: Instruction): boolean {
	for (const command of doc.commands(run)) {
		if (isIndexUpdate(command) === 'apt') return false;
		if (installationOf(command)?.manager === 'apt') return true;
	}
	return false;
}

/** Only behind a plain chain of `&&`, where the last command always runs. */
function deleteLists(doc: DockerfileDocument, run: Instruction): Action[] {
	const scripts = doc.scripts(run);
	const [script] = scripts;
	const chain = script && script.errors.length === 0 && script.topLevel.every(({ operator }) => operator === '' || operator === '&&');
	const unsure = script?.commands.some(({ conditional, name, wrappers }) => conditional || name === undefined || name === 'exec' || wrappers.includes('exec'));
	if (!chain || unsure || scripts.length !== 1 || run.json || run.heredocs.length > 0 || /(?:^|\s)#|[;&\\]\s*$/.test(run.args.text)) return [];
	return [
		{
			id: 'delete-lists',
			title: 'Delete the package lists at the end of this RUN',
			kind: 'quickfix',
			safety: 'safe',
			preferred: true,
			edits: () => ({ edits: [insert(run.args.span.end, ` && rm -rf ${lists}/*`)] }),
		},
	];
}
