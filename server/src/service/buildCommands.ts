import type { DockerfileDocument } from './document.ts';
import { perDocument } from './perDocument.ts';
import type { Command, Script } from './shell.ts';
import type { Instruction } from './syntax/tree.ts';

/** A command that runs while the image is built. */
export interface BuildCommand {
	/** A RUN, or an ONBUILD with one. */
	readonly run: Instruction;
	readonly script: Script;
	readonly command: Command;
}

const noCommands: readonly BuildCommand[] = [];

const byName = perDocument(doc => {
	const found = new Map<string, BuildCommand[]>();
	for (const run of doc.instructions) {
		if (run.keyword !== 'RUN' && run.trigger?.keyword !== 'RUN') continue;
		for (const script of doc.scripts(run)) {
			for (const command of script.commands) {
				if (command.name === undefined) continue;
				const others = found.get(command.name);
				if (others) others.push({ run, script, command });
				else found.set(command.name, [{ run, script, command }]);
			}
		}
	}
	return found;
});

/** The commands of all RUN instructions that start one of these programs, in order for each. */
export function buildCommands(doc: DockerfileDocument, ...programs: readonly string[]): readonly BuildCommand[] {
	const index = byName(doc);
	if (programs.length === 1) return index.get(programs[0] as string) ?? noCommands;
	return programs.flatMap(program => index.get(program) ?? noCommands);
}

/** The programs that RUN instructions start. */
export function buildPrograms(doc: DockerfileDocument): Iterable<string> {
	return byName(doc).keys();
}
