/** What a fix or a refactoring does to files: shown, or written. */
import { dirname, join, resolve } from 'node:path';
import { ReadError, readTextSync } from '../host/readText.ts';
import { writeAtomically } from '../host/writeAtomically.ts';
import { LineIndex, type Range } from '../service/text.ts';
import type { Edit, FileChange } from '../service/types.ts';
import { type Input, InputError, type InputText } from './inputs.ts';
import { printable } from './text.ts';
import { unifiedDiff } from './unifiedDiff.ts';

export interface EditReport {
	readonly range: Range;
	readonly newText: string;
}

/** Edits with places as an editor counts them. */
export function editReports(text: string, edits: readonly Edit[]): EditReport[] {
	const lines = new LineIndex(text);
	return edits.map(edit => ({ range: lines.rangeOf(edit), newText: edit.newText }));
}

/** Another file that gets lines at its end. */
export interface Appended {
	/** As it is shown: beside the path of the Dockerfile. */
	readonly path: string;
	readonly place: string;
	/** `undefined`: there is no such file yet. */
	readonly before: string | undefined;
	readonly after: string;
}

/** Throws an InputError where a file cannot be read as it is. */
export function appendedFiles({ path, place }: Input, changes: readonly FileChange[]): Appended[] {
	if (place === undefined) return [];
	const found = new Map<string, Appended>();
	for (const change of changes) {
		if (change.path.startsWith('/') || change.path.split('/').includes('..')) throw new InputError(`${change.path} is not beside ${path} and was not touched.`);
		const target = resolve(dirname(place), change.path);
		const known = found.get(target);
		const before = known ? known.before : textIfAny(target);
		const now = known ? known.after : (before ?? '');
		const end = now.includes('\r\n') ? '\r\n' : '\n';
		const own = change.append.endsWith('\n') ? change.append : `${change.append}\n`;
		const after = `${now}${now === '' || now.endsWith('\n') ? '' : end}${own.replace(/\r?\n/g, end)}`;
		found.set(target, { path: join(dirname(path), change.path), place: target, before, after });
	}
	return [...found.values()];
}

function textIfAny(place: string): string | undefined {
	try {
		return readTextSync(place).text;
	} catch (error) {
		if (!(error instanceof ReadError)) throw error;
		if (error.kind === 'missing') return undefined;
		throw new InputError(error.message);
	}
}

/** The diff of a Dockerfile and of what changes beside it. */
export function diffOf(path: string, { text, bom }: InputText, edits: readonly Edit[], others: readonly Appended[]): string {
	// a patch has to name the bytes of the file, mark included
	const shifted = edits.map(edit => ({ start: edit.start + bom.length, end: edit.end + bom.length, newText: edit.newText }));
	const appended = others.map(({ path: name, before, after }) =>
		unifiedDiff(
			name,
			before ?? '',
			[{ start: before?.length ?? 0, end: before?.length ?? 0, newText: after.slice(before?.length ?? 0) }],
			before === undefined,
		),
	);
	return [unifiedDiff(path, bom + text, shifted), ...appended].join('');
}

/** First what the Dockerfile will rely on, then the Dockerfile. Throws a WriteError; a file is then as it was. */
export async function writeChanges({ place }: Input, { text, bom }: InputText, newText: string, others: readonly Appended[]): Promise<void> {
	for (const other of others) await writeAtomically(other.place, other.after, other.before === undefined ? {} : { expected: other.before });
	if (place !== undefined && newText !== text) await writeAtomically(place, bom + newText, { expected: bom + text });
}

/** Standard input changes no file: what would belong into others is said, so that nobody builds without it. */
export function unwritten(others: readonly Appended[]): string {
	return others
		.map(({ path, before = '', after }) => `${printable(path)} was not written; it needs these lines at its end:\n${after.slice(before.length)}`)
		.join('');
}
