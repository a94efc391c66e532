import { shippedStages } from '../caches.ts';
import type { DockerfileDocument } from '../document.ts';
import { downloads } from '../downloads.ts';
import type { Command } from '../shell.ts';
import { appendToRun } from '../shellEdits.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Action, Rule } from '../types.ts';

const archive = /\.(?:tar(?:\.\w+)?|tgz|tbz2?|txz|zip|gz|bz2|xz|deb|rpm|whl)$/;
const unpackers = /^(?:tar|unzip|bsdtar|dpkg|rpm|7z)$/;
const signature = /\.(?:asc|sig|sha\d+(?:sums?)?|md5)$/i;

export const downloadLeft: Rule = {
	id: 'download-left',
	aliases: ['tarSomethingRmTheSomething', 'gpgVerifyAscRmAsc'],
	category: 'cache',
	severity: 'info',
	title: 'Archive or signature left beside what was made of it',
	why: 'The RUN fetches an archive, unpacks it, and leaves it: the layer holds everything twice. A later RUN can delete it, but not take it out of [the layer](https://docs.docker.com/build/building/best-practices/#run). Delete it in the same RUN, or pipe the download into tar. Silent in stages that are not shipped.',
	defaultBecause: 'It costs size for nothing.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -fsSLo /tmp/a.tgz https://example.com/a.tgz && tar -xf /tmp/a.tgz -C /opt\nUSER 65532',
			good: 'FROM debian:12\nRUN curl -fsSLo /tmp/a.tgz https://example.com/a.tgz && tar -xf /tmp/a.tgz -C /opt && rm /tmp/a.tgz\nUSER 65532',
		},
	],
	*check({ doc }) {
		const looked = new Map<Instruction, FilesOfRun>();
		for (const { run, command, to, file } of downloads(doc)) {
			const stage = doc.stageOf(run);
			if (to !== 'file' || !file || file.includes('$') || !stage || !shippedStages(doc).has(stage) || isElsewhere(run.flags, file)) continue;
			const files = looked.get(run) ?? filesOf(doc, run);
			looked.set(run, files);
			const user = files.users.get(file)?.find(({ span }) => span.start > command.span.start);
			const isGone = ['', file, ...foldersOf(file)].some(path => (files.gone.get(path) ?? -1) > command.span.start);
			if (!user || isGone || files.lastMove > command.span.start) continue;
			yield {
				span: user.span,
				message: `${file} stays in the layer beside what was made of it.`,
				aliases: [signature.test(file) ? 'gpgVerifyAscRmAsc' : 'tarSomethingRmTheSomething'],
				actions: files.canEnd && command.wrappers.length === 0 ? [deletion(doc, run, file)] : [],
			};
		}
	},
};

interface FilesOfRun {
	/** What unpacks or checks a file, by its name. */
	readonly users: ReadonlyMap<string, readonly Command[]>;
	/** Where a path is deleted or moved for the last time; '' stands for patterns, which may mean any. */
	readonly gone: ReadonlyMap<string, number>;
	/** The last `cd`: names mean other files behind it. */
	readonly lastMove: number;
	/** A command can be put at the end of the RUN. */
	readonly canEnd: boolean;
}

function filesOf(doc: DockerfileDocument, run: Instruction): FilesOfRun {
	const users = new Map<string, Command[]>();
	const gone = new Map<string, number>();
	let lastMove = -1;
	for (const command of doc.commands(run)) {
		const { name = '', words, span } = command;
		if (name === 'cd') lastMove = span.start;
		for (const { unquoted } of words.slice(1)) {
			if (/^(?:rm|find|mv|install|shred)$/.test(name)) gone.set(/[*?$[]/.test(unquoted) ? '' : unquoted.replace(/\/$/, ''), span.start);
			const isUse = archive.test(unquoted) ? unpackers.test(name) : signature.test(unquoted) && /^(?:gpgv?|sha\d+sum|md5sum)$/.test(name);
			if (isUse) users.set(unquoted, [...(users.get(unquoted) ?? []), command]);
		}
	}
	return { users, gone, lastMove, canEnd: appendToRun(doc, run, 'true') !== undefined };
}

function deletion(doc: DockerfileDocument, run: Instruction, file: string): Action {
	return {
		id: 'delete-download',
		title: `Delete ${file} at the end of this RUN`,
		kind: 'quickfix',
		safety: 'safe',
		preferred: true,
		edits: () => {
			const edit = appendToRun(doc, run, `rm ${file}`);
			return edit && { edits: [edit] };
		},
	};
}

function foldersOf(file: string): string[] {
	const parts = file.split('/').slice(0, -1);
	return parts.map((_, index) => parts.slice(0, index + 1).join('/')).filter(folder => folder !== '');
}

function isElsewhere(
	flags: readonly { readonly name: string; readonly options: readonly { readonly key: string; readonly value: string | undefined }[] }[],
	file: string,
): boolean {
	return flags.some(
		({ name, options }) =>
			name === 'mount' &&
			options.some(({ key, value }) => /^(?:target|dst|destination)$/.test(key) && value !== undefined && file.startsWith(value.replace(/\/$/, ''))),
	);
}
