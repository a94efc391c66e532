import { type BuildCommand, buildCommands } from './buildCommands.ts';
import type { DockerfileDocument } from './document.ts';
import { type OptionValue, readArguments, type ShellWord } from './shell.ts';

/** A `git clone` of a repository elsewhere. */
export interface GitClone extends BuildCommand {
	readonly source: ShellWord;
	/** `--branch` or `--revision`. */
	readonly ref: OptionValue | undefined;
	/** A commit, or something that a variable says, is checked out later in the same RUN. */
	readonly isFixedLater: boolean;
}

const valued = new Set(
	'-o -b -u -c -j --origin --branch --revision --upload-pack --reference --reference-if-able --template --depth --shallow-since --shallow-exclude --jobs --separate-git-dir --config --filter --bundle-uri --server-option -C --git-dir --work-tree'.split(
		' ',
	),
);

export const fullCommit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const moves = /^(?:checkout|switch|reset|fetch|pull|submodule|worktree)$/;

export function gitClones(doc: DockerfileDocument): readonly GitClone[] {
	const all = buildCommands(doc, 'git');
	return all.flatMap(found => {
		const { operands, options } = readArguments(found.command.words.slice(1), { valued });
		const [subcommand, source] = operands;
		if (subcommand?.value !== 'clone' || !source || !/^(?:[a-z+]+:\/\/|[\w.-]+@[\w.-]+:|\$)/i.test(source.unquoted)) return [];
		const ref = options.findLast(({ name }) => name === '-b' || name === '--branch' || name === '--revision')?.value;
		const later = all.filter(({ run, command }) => run === found.run && command.span.start > found.command.span.start);
		return [{ ...found, source, ref, isFixedLater: later.some(fixes) }];
	});
}

/** It goes to a commit, a version, or what a variable says. */
function fixes({ command }: BuildCommand): boolean {
	const { operands } = readArguments(command.words.slice(1), { valued: new Set(['-C', '-c', '--git-dir', '--work-tree', '-b', '-B', '--depth']) });
	if (!moves.test(operands[0]?.value ?? '')) return false;
	return operands.slice(1).some(({ value, unquoted }) => value === undefined || /^(?:refs\/tags\/|tags\/|v?\d+[._-]\d)|^[0-9a-f]{7,64}$/.test(unquoted));
}
