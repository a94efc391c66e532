/** What a container of this image runs. */
import { developmentNames } from './data/developmentServers.ts';
import type { DockerfileDocument } from './document.ts';
import { perDocument } from './perDocument.ts';
import type { Command } from './shell.ts';
import { chain } from './stages.ts';
import type { Instruction } from './syntax/tree.ts';

export interface Start {
	readonly instruction: Instruction;
	readonly command: Command;
	/** The program and its arguments, with one blank between; expansions as written. */
	readonly line: string;
}

/** The commands of the ENTRYPOINT and the CMD that hold in the shipped stage; one that a later one of its kind replaces is not among them. */
export const starts = perDocument((doc): readonly Start[] => {
	if (!doc.shipped) return [];
	const instructions = chain(doc.shipped)
		.toReversed()
		.flatMap(stage => stage.instructions);
	const last = ['ENTRYPOINT', 'CMD'].map(keyword => instructions.findLast(instruction => instruction.keyword === keyword));
	return last.flatMap(instruction => (instruction ? doc.commands(instruction).map(command => ({ instruction, command, line: lineOf(command) })) : []));
});

function lineOf({ name, words }: Command): string {
	return [name ?? '', ...words.slice(1).map(({ unquoted }) => unquoted)].join(' ');
}

/** True if the name of the file or of its last stage says that the image is for development. */
export function isForDevelopment(doc: DockerfileDocument): boolean {
	const file = doc.path.slice(Math.max(doc.path.lastIndexOf('/'), doc.path.lastIndexOf('\\')) + 1);
	return developmentNames.test(file) || developmentNames.test(doc.shipped?.name ?? '');
}
