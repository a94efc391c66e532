/** Which installations leave a cache of their package manager in the image. */
import { type BuildCommand, buildCommands, buildPrograms } from './buildCommands.ts';
import type { DockerfileDocument } from './document.ts';
import { type Installation, installationOf, type ManagerId } from './packages.ts';
import { perDocument } from './perDocument.ts';
import { appendToRun } from './shellEdits.ts';
import { chain, type Stage } from './stages.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Action } from './types.ts';

export interface FoundInstallation extends BuildCommand {
	readonly installation: Installation;
}

/** The stages whose layers the image consists of: the last one and those it is built FROM. */
export const shippedStages = perDocument((doc): ReadonlySet<Stage> => new Set(doc.shipped ? chain(doc.shipped) : []));

const installations = perDocument((doc): readonly FoundInstallation[] =>
	buildCommands(doc, ...buildPrograms(doc)).flatMap(found => {
		const installation = installationOf(found.command);
		return installation ? [{ ...found, installation }] : [];
	}),
);

/** All that RUN instructions install with these managers. */
export function installationsBy(doc: DockerfileDocument, ...managers: readonly ManagerId[]): readonly FoundInstallation[] {
	return installations(doc).filter(({ installation }) => managers.includes(installation.manager));
}

/** The same in layers that are shipped. */
export function shippedInstallations(doc: DockerfileDocument, ...managers: readonly ManagerId[]): readonly FoundInstallation[] {
	return installationsBy(doc, ...managers).filter(({ run }) => {
		const stage = doc.stageOf(run);
		return stage !== undefined && shippedStages(doc).has(stage);
	});
}

/** True if a mount of the RUN lies over a folder of this kind: nothing of it is in the layer. */
export function hasMountOver(run: Instruction, folder: RegExp): boolean {
	const { flags } = run.trigger ?? run;
	return flags.some(
		({ name, options }) =>
			name === 'mount' && options.some(({ key, value }) => /^(?:target|dst|destination)$/.test(key) && (folder.test(value ?? '') || /\$/.test(value ?? ''))),
	);
}

/** True if a later command of the RUN deletes a path of this kind, or is a command of this kind. */
export function isCleanedBehind(doc: DockerfileDocument, { run, command }: BuildCommand, paths: RegExp, cleaner: RegExp): boolean {
	const behind = doc.commands(run).filter(({ span }) => span.start > command.span.start);
	return behind.some(({ name, words }) => {
		if (name === 'rm' || name === 'find') return words.some(({ unquoted }, index) => index > 0 && paths.test(unquoted));
		return cleaner.test(
			`${name} ${words
				.slice(1)
				.map(({ unquoted }) => unquoted)
				.join(' ')}`,
		);
	});
}

/** "Delete the cache at the end of this RUN". */
export function cleanAction(doc: DockerfileDocument, { run, command }: BuildCommand, cleaner: string): Action[] {
	const isPlain = command.wrappers.length === 0;
	if (!isPlain && !(command.wrappers.length === 1 && command.wrappers[0] === 'sudo')) return [];
	const edit = appendToRun(doc, run, isPlain ? cleaner : `sudo ${cleaner}`);
	if (!edit) return [];
	return [
		{
			id: 'clean-cache',
			title: `Add ${cleaner} at the end of this RUN`,
			kind: 'quickfix',
			safety: 'safe',
			preferred: true,
			edits: () => ({ edits: [edit] }),
		},
	];
}

/** A variable that the file sets to something true, or to something that is not known. */
export function isSwitchedOn(doc: DockerfileDocument, { run, command }: BuildCommand, name: string): boolean {
	const isOn = (value: unknown) => typeof value !== 'string' || /^(?:1|true|yes|on|y|t)$/i.test(value);
	const own = command.assignments.find(assignment => assignment.name === name);
	if (own) return isOn(own.value?.value);
	const exported = doc
		.commands(run)
		.some(
			other =>
				other.words.some(({ unquoted }) => unquoted.startsWith(`${name}=`)) || (other.words.length === 0 && other.assignments.some(one => one.name === name)),
		);
	const declared = doc.scope(run)?.declaration(name);
	return exported || (declared !== undefined && isOn(declared.value));
}
