/** Files that one step puts into the image and a later step deletes: they stay in the layer of the first. */
import { buildCommands } from './buildCommands.ts';
import { shippedStages } from './caches.ts';
import { copies, fromRoot } from './copies.ts';
import type { DockerfileDocument } from './document.ts';
import { downloads } from './downloads.ts';
import { perDocument } from './perDocument.ts';
import type { Command } from './shell.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Span } from './text.ts';

export interface RemovedLater {
	/** The source of COPY or ADD, or the command that fetched the file. */
	readonly span: Span;
	/** Where the file was put. */
	readonly path: string;
	readonly by: 'copy' | 'download';
	readonly removal: Command;
	readonly run: Instruction;
}

export const removedLater = perDocument((doc): readonly RemovedLater[] => {
	const removals = buildCommands(doc, 'rm', 'shred').filter(({ run, command }) => isShipped(doc, run) && !command.conditional);
	if (removals.length === 0) return [];
	return putFiles(doc).flatMap(({ step, paths, ...file }) => {
		for (const { run, command } of removals) {
			if (run.span.start <= step.span.start) continue;
			const operands = command.words.slice(1).filter(({ value, unquoted }) => value !== undefined && !unquoted.startsWith('-'));
			const path = paths.find(one => operands.some(({ unquoted }) => covers(doc, run, unquoted, one)));
			if (path !== undefined) return [{ ...file, path, removal: command, run }];
		}
		return [];
	});
});

interface PutFile extends Pick<RemovedLater, 'span' | 'by'> {
	readonly step: Instruction;
	/** Where it may be: the destination may be a file or a folder. */
	readonly paths: readonly string[];
}

function putFiles(doc: DockerfileDocument): readonly PutFile[] {
	const copied = copies(doc).flatMap(({ instruction, copy, sources, destination, target }): PutFile[] => {
		if (instruction !== copy || target === undefined || !isShipped(doc, copy)) return [];
		return sources.flatMap(({ value, span }): PutFile[] => {
			if (value === undefined || /[*?[]/.test(value)) return [];
			const name = value.replace(/\/+$/, '').split('/').at(-1) ?? '';
			const isFolder = sources.length > 1 || /\/$|(?:^|\/)\.$/.test(destination.value ?? '');
			const inFolder = name === '' || name === '.' ? [] : [`${target === '/' ? '' : target}/${name}`];
			return [{ step: copy, span, by: 'copy', paths: isFolder ? inFolder : [target, ...inFolder] }];
		});
	});
	const fetched = downloads(doc).flatMap(({ run, command, to, file }): PutFile[] =>
		to === 'file' && file?.startsWith('/') && isShipped(doc, run) ? [{ step: run, span: command.span, by: 'download', paths: [file] }] : [],
	);
	return [...copied, ...fetched];
}

function isShipped(doc: DockerfileDocument, instruction: Instruction): boolean {
	const stage = doc.stageOf(instruction);
	return stage !== undefined && shippedStages(doc).has(stage);
}

/** What `rm` is given means the path, a folder it lies in, or all in its folder. */
function covers(doc: DockerfileDocument, run: Instruction, operand: string, path: string): boolean {
	const isAll = operand.endsWith('/*');
	const given = isAll ? operand.slice(0, -1) : operand;
	if (/^~|[*?[]/.test(given) || (!given.startsWith('/') && doc.commands(run).some(({ name }) => name === 'cd' || name === 'pushd'))) return false;
	const removed = fromRoot(doc, run, given);
	if (removed === undefined || removed === '/') return false;
	return (!isAll && removed === path) || path.startsWith(`${removed}/`);
}
