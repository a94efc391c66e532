/** `drydock refactor [PATH] [--list | ID]`: what can be refactored and what cannot and why, or one refactoring done. */
import { WriteError } from '../host/writeAtomically.ts';
import { DockerfileDocument } from '../service/document.ts';
import { applyEdits, sortEdits } from '../service/edit.ts';
import { FactStore, settle } from '../service/facts.ts';
import { refactorings } from '../service/refactor/index.ts';
import { nearest } from '../service/suggest.ts';
import type { Instruction } from '../service/syntax/tree.ts';
import type { Action, Change, Disabled, Facts, Settings } from '../service/types.ts';
import { readArguments } from './arguments.ts';
import { type Appended, appendedFiles, diffOf, editReports, unwritten, writeChanges } from './changes.ts';
import { commonOptions, formatOf } from './commonOptions.ts';
import { fileFacts } from './fileChecker.ts';
import { findInputs, type Input, InputError, type InputText, textOf } from './inputs.ts';
import type { CommandIo } from './io.ts';
import { ProjectSettings } from './projectSettings.ts';
import { amount, printable } from './text.ts';
import { UsageError } from './usageError.ts';

/** 0: listed, shown or written; 2: it cannot be done, or a bad argument. */
export async function refactor(args: readonly string[], io: CommandIo): Promise<number> {
	try {
		const { values, positionals } = readArguments(args, {
			...commonOptions,
			list: { type: 'boolean' },
			line: { type: 'string' },
			stage: { type: 'string' },
			'dry-run': { type: 'boolean' },
		});
		const { path, id } = pathAndId(positionals, values.list ?? false);
		const json = formatOf(values, ['text', 'json']) === 'json';
		const project = await ProjectSettings.of(values, io);
		const input = await oneInput(path, io, values['stdin-path']);
		const { settings } = await project.for(input);
		const source = textOf(input);
		const doc = new DockerfileDocument(source.text, { path: input.path });
		const places = placesIn(doc, values.line, values.stage);
		const { result: offers } = await settle(new FactStore(), fileFacts(input), facts => offersAt(doc, places, id, { facts, settings }));
		if (id === undefined)
			io.stdout(
				json
					? `${JSON.stringify({ schema: 1, path: input.path, offers: offers.map(offer => offerReport(input, doc, offer)) }, undefined, 2)}\n`
					: listText(input.path, offers),
			);
		else await carryOut(input, source, doc, theOne(offers, id, input.path), { dryRun: values['dry-run'] ?? false, json }, io);
		return 0;
	} catch (error) {
		if (!(error instanceof UsageError || error instanceof InputError || error instanceof WriteError)) throw error;
		io.stderr(`${printable(error.message)}\n`);
		return 2;
	}
}

interface Offer {
	/** Unique in the file. */
	readonly id: string;
	readonly refactoring: string;
	readonly instruction: Instruction;
	readonly action: Action | Disabled;
	/** `undefined` where it cannot be done. */
	readonly change: Change | undefined;
}

function pathAndId(positionals: readonly string[], list: boolean): { path: string; id: string | undefined } {
	if (positionals.length > 2) throw new UsageError('Name one file and one refactoring: drydock refactor [PATH] [ID].');
	const [first = '.', second] = positionals;
	const ids = refactorings.map(refactoring => refactoring.id);
	const known = (name: string): boolean => ids.some(id => name === id || name.startsWith(`${id}/`));
	const id = second ?? (known(first) ? first : undefined);
	if (id !== undefined && !known(id)) {
		const near = nearest(id, ids);
		throw new UsageError(`There is no refactoring "${id}". ${near ? `Did you mean ${near}?` : `There are ${ids.join(', ')}.`}`);
	}
	if (id !== undefined && list) throw new UsageError('--list shows what there is; leave it out to do a refactoring.');
	return { path: second === undefined && id !== undefined ? '.' : first, id };
}

async function oneInput(path: string, io: CommandIo, stdinPath: string | undefined): Promise<Input> {
	const inputs = await findInputs([path], io, stdinPath);
	const [input] = inputs;
	if (!input) throw new UsageError(`No Dockerfile was found in ${path}. Name one.`);
	if (inputs.length > 1) throw new UsageError(`${path} has ${inputs.length} Dockerfiles. Name one of them, such as ${input.path}.`);
	return input;
}

function placesIn(doc: DockerfileDocument, line: string | undefined, stage: string | undefined): readonly Instruction[] {
	if (line !== undefined && stage !== undefined) throw new UsageError('Name a line or a stage, not both.');
	if (line !== undefined) {
		const number = /^[1-9]\d*$/.test(line) ? Number(line) - 1 : Number.NaN;
		// what follows the last line end is no line to people
		const count = doc.text.endsWith('\n') ? doc.lines.count - 1 : doc.lines.count;
		if (!(number < count)) throw new UsageError(`There is no line ${line}: the file has ${amount(count, 'line')}, counted from 1.`);
		return doc.instructions.filter(instruction => instruction.line <= number && number <= instruction.endLine);
	}
	if (stage === undefined) return doc.instructions;
	const found = doc.stages.find(({ name }) => name === stage.toLowerCase()) ?? doc.stages.find(({ index }) => String(index) === stage);
	const names = doc.stages.map(({ name, index }) => name ?? index);
	if (!found) throw new UsageError(`There is no stage "${stage}". ${names.length > 0 ? `Name one of: ${names.join(', ')}.` : 'The file has none.'}`);
	return [found.from, ...found.instructions];
}

function offersAt(
	doc: DockerfileDocument,
	places: readonly Instruction[],
	wanted: string | undefined,
	context: { readonly facts: Facts; readonly settings: Settings },
): Offer[] {
	const offers = new Map<string, Offer>();
	for (const refactoring of refactorings) {
		if (wanted !== undefined && wanted.split('/', 1)[0] !== refactoring.id) continue;
		for (const instruction of places) {
			for (const action of refactoring.offer({ doc, at: instruction.span, ...context })) {
				const change = isDisabled(action) ? undefined : action.edits(context.facts);
				// some are offered at several places and do the same from each
				const effect = JSON.stringify([refactoring.id, action.id, action.title, isDisabled(action) ? action.disabled : change]);
				if (!offers.has(effect))
					offers.set(effect, { id: `${refactoring.id}/${action.id}@${instruction.line + 1}`, refactoring: refactoring.id, instruction, action, change });
			}
		}
	}
	return [...offers.values()].sort((a, b) => a.instruction.line - b.instruction.line);
}

function isDisabled(action: Action | Disabled): action is Disabled {
	return 'disabled' in action;
}

function refusal({ action, change }: Offer): string | undefined {
	if (isDisabled(action)) return action.disabled;
	if (action.needsInput) return 'It needs a value that only a person knows: do it in the editor.';
	return change ? undefined : 'What it needs to know about the files around the Dockerfile is not known.';
}

function theOne(offers: readonly Offer[], id: string, path: string): Offer {
	const matching = offers.filter(offer => offer.id === id || offer.refactoring === id);
	const possible = matching.filter(offer => refusal(offer) === undefined);
	const [first] = possible;
	if (first && possible.length === 1) return first;
	if (first)
		throw new UsageError(
			`${id} can be done in lines ${possible.map(({ instruction }) => instruction.line + 1).join(', ')} of ${path}. Choose one with --line, or one of ${possible.map(offer => offer.id).join(', ')}.`,
		);
	const [refused] = matching;
	throw new UsageError(
		refused ? `${id} cannot be done in line ${refused.instruction.line + 1} of ${path}: ${refusal(refused)}` : `There is no place for ${id} in ${path}.`,
	);
}

/** Zero-based, UTF-16, like all places in JSON. */
function offerReport(input: Input, doc: DockerfileDocument, offer: Offer): object {
	const { id, refactoring, instruction, action, change } = offer;
	const disabled = refusal(offer);
	return {
		id,
		refactoring,
		title: action.title,
		range: doc.rangeOf(instruction.span),
		...(isDisabled(action) ? {} : { kind: action.kind, safety: action.safety, ...(action.why === undefined ? {} : { why: action.why }) }),
		disabled: disabled ?? null,
		files: disabled === undefined && change ? filesOf(input, doc.text, change, appendedFiles(input, change.files ?? [])) : [],
	};
}

function filesOf(input: Input, text: string, change: Change, others: readonly Appended[]): object[] {
	const own = { path: input.path, edits: editReports(text, sortEdits(change.edits)) };
	return [
		own,
		...others.map(({ path, before = '', after }) => ({
			path,
			edits: editReports(before, [{ start: before.length, end: before.length, newText: after.slice(before.length) }]),
		})),
	];
}

function listText(path: string, offers: readonly Offer[]): string {
	if (offers.length === 0) return `${printable(path)}: nothing to refactor.\n`;
	return offers
		.map(offer => {
			const refused = refusal(offer);
			const more = refused === undefined ? whyOf(offer) : `    not possible: ${printable(refused)}\n`;
			return `${printable(path)}:${offer.instruction.line + 1} ${offer.id} ${printable(offer.action.title)}\n${more}`;
		})
		.join('');
}

/** What to look at, or to do besides. */
function whyOf({ action }: Offer): string {
	return isDisabled(action) || action.why === undefined ? '' : `    ${printable(action.why)}\n`;
}

async function carryOut(
	input: Input,
	source: InputText,
	doc: DockerfileDocument,
	offer: Offer,
	{ dryRun, json }: { dryRun: boolean; json: boolean },
	io: CommandIo,
): Promise<void> {
	const change = offer.change ?? { edits: [] };
	const edits = sortEdits(change.edits);
	const others = appendedFiles(input, change.files ?? []);
	const text = applyEdits(doc.text, edits);
	const stream = input.text !== undefined;
	if (!dryRun && !stream) await writeChanges(input, source, text, others);
	if (json)
		io.stdout(
			`${JSON.stringify({ schema: 1, path: input.path, offer: offerReportOnce(offer), text: source.bom + text, written: !dryRun && !stream, files: filesOf(input, doc.text, change, others) }, undefined, 2)}\n`,
		);
	else if (dryRun) io.stdout(diffOf(input.path, source, edits, others));
	else if (stream) {
		io.stdout(source.bom + text);
		io.stderr(unwritten(others));
	} else io.stdout(`${printable(input.path)}:${offer.instruction.line + 1} ${printable(offer.action.title)}: done.\n${whyOf(offer)}`);
}

function offerReportOnce({ id, refactoring, action }: Offer): object {
	return { id, refactoring, title: action.title, ...(isDisabled(action) ? {} : { safety: action.safety }) };
}
