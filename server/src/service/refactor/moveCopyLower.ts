import type { DockerfileDocument } from '../document.ts';
import { checkManifests, type DependencyStep, dependencyStep, type ManifestCheck } from '../ecosystems.ts';
import { insert, replace } from '../edit.ts';
import { perDocument } from '../perDocument.ts';
import type { Stage } from '../stages.ts';
import { lineEndOf } from '../suppress.ts';
import type { Instruction } from '../syntax/tree.ts';
import { touches } from '../text.ts';
import type { Action, Change, Disabled, Facts, Refactoring } from '../types.ts';

const id = 'move-copy-lower';

/** A COPY of the whole context, and the RUN below that installs dependencies from a few of its files. */
export interface EarlyCopy {
	readonly copy: Instruction;
	readonly run: Instruction;
	readonly step: DependencyStep;
	/** The instruction between that may read the copied files, if there is one. */
	readonly between: Instruction | undefined;
	/** Other commands of the RUN come before the step. */
	readonly notFirst: boolean;
}

export const moveCopyLower: Refactoring = {
	id,
	title: 'Move COPY lower',
	offer({ doc, at, facts }) {
		const early = earlyCopies(doc).find(({ copy, run }) => touches(copy.span, at) || touches(run.span, at));
		return early ? [offerFor(doc, early, facts)] : [];
	},
};

/** The first such pair of each stage. */
export const earlyCopies = perDocument((doc): readonly EarlyCopy[] => doc.stages.flatMap(stage => earlyCopy(doc, stage) ?? []));

/** Instructions that read no files of the image. */
const harmless: ReadonlySet<string> = new Set(['ENV', 'ARG', 'LABEL', 'EXPOSE', 'MAINTAINER', 'STOPSIGNAL']);

function earlyCopy(doc: DockerfileDocument, stage: Stage): EarlyCopy | undefined {
	const at = stage.instructions.findIndex(isWholeContext);
	const copy = stage.instructions[at];
	if (!copy || doc.isWindows(copy)) return undefined;
	let between: Instruction | undefined;
	for (const instruction of stage.instructions.slice(at + 1)) {
		if (instruction.keyword === 'RUN') {
			const commands = doc.commands(instruction);
			const index = commands.findIndex(command => dependencyStep(command) !== undefined);
			const step = commands[index] && dependencyStep(commands[index]);
			if (step) return installedBefore(doc, stage, step, copy) ? undefined : { copy, run: instruction, step, between, notFirst: index > 0 };
		}
		if (!harmless.has(instruction.keyword)) between ??= instruction;
	}
	return undefined;
}

/** The manifests were copied and installed above already: then the order is right. */
function installedBefore(doc: DockerfileDocument, stage: Stage, step: DependencyStep, copy: Instruction): boolean {
	const above = stage.instructions.slice(0, stage.instructions.indexOf(copy));
	return above.some(
		instruction => instruction.keyword === 'RUN' && doc.commands(instruction).some(command => dependencyStep(command)?.ecosystem === step.ecosystem),
	);
}

function isWholeContext(instruction: Instruction): boolean {
	if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return false;
	if (instruction.flags.some(({ name }) => name === 'from' || name === 'parents')) return false;
	const words = instruction.json ? [] : instruction.words;
	return words.length === 2 && /^\.\/?$/.test(words[0]?.text ?? '') && !(words[1]?.text ?? '$').includes('$');
}

function offerFor(doc: DockerfileDocument, early: EarlyCopy, facts: Facts): Action | Disabled {
	const why = refusal(doc, early, checkManifests(early.step, facts));
	return why ? { id, title: moveCopyLower.title, disabled: why } : moveAction(doc, early, facts);
}

/** What a finding offers: the move, if nothing speaks against it. */
export function moveActions(doc: DockerfileDocument, early: EarlyCopy, facts: Facts): Action[] {
	const offer = offerFor(doc, early, facts);
	return 'edits' in offer ? [offer] : [];
}

function refusal(doc: DockerfileDocument, { copy, run, between, notFirst, step }: EarlyCopy, check: ManifestCheck): string | undefined {
	if (check.refusal) return check.refusal;
	if (between && !step.added) return `${between.keyword} in line ${between.line + 1} may read the copied files.`;
	if (!step.added) {
		if (notFirst) return `The RUN in line ${run.line + 1} does something else before it installs.`;
		if (run.heredocs.length > 0 || run.json) return `The RUN in line ${run.line + 1} is not in shell form.`;
		if (restOf(doc, run, step) === undefined) return `The RUN in line ${run.line + 1} cannot be split behind the installation.`;
	}
	return copy.line === copy.endLine ? undefined : `The ${copy.keyword} in line ${copy.line + 1} goes over several lines.`;
}

function moveAction(doc: DockerfileDocument, early: EarlyCopy, facts: Facts): Action {
	const { manifests, doubt } = checkManifests(early.step, facts);
	const what = `${manifests.join(' ')}${early.step.added ? ` + ${early.step.added}` : ''}`;
	return {
		id,
		title: `Move COPY lower: ${what} first`,
		kind: 'refactor.move',
		safety: 'review',
		why: doubt ?? 'The installation must need nothing else of the project.',
		edits: later => moved(doc, early, checkManifests(early.step, later)),
	};
}

function moved(doc: DockerfileDocument, { copy, run, step }: EarlyCopy, check: ManifestCheck): Change | undefined {
	const [source, destination] = copy.words;
	if (!source || !destination || refusal(doc, { copy, run, step, between: undefined, notFirst: false }, check)) return undefined;
	const newLine = lineEndOf(doc);
	const indent = doc.text.slice(doc.lines.startOf(copy.line), copy.span.start).replace('\uFEFF', '');
	const head = doc.text.slice(copy.span.start, source.span.start);
	const first = `${head}${check.manifests.join(' ')} ${destination.text.replace(/\/?$/, '/')}`;
	const whole = doc.text.slice(copy.span.start, copy.span.end).trimEnd();
	const files = check.ignore ? [{ path: '.dockerignore', append: check.ignore }] : [];
	if (step.added) {
		const run1 = doc.text[copy.keywordSpan.start] === 'c' ? 'run' : 'RUN';
		return { edits: [insert(copy.span.start, `${first}${newLine}${indent}${run1} ${step.added}${newLine}${indent}`)], files };
	}
	const rest = restOf(doc, run, step);
	if (!rest) return undefined;
	const sources = { start: copy.span.start, end: copy.span.start + whole.length };
	const keyword = doc.text.slice(run.span.start, run.args.span.start);
	const again = `${newLine}${indent}${whole}${rest.start < rest.end ? `${newLine}${indent}${keyword}` : ''}`;
	return { edits: [replace(sources, first), replace({ start: rest.cut, end: rest.start }, again)], files };
}

/** Where the RUN is cut behind the installation, and the rest of it: nothing, or what follows a top-level `&&`. */
function restOf(doc: DockerfileDocument, run: Instruction, step: DependencyStep): { cut: number; start: number; end: number } | undefined {
	const cut = step.command.span.end;
	const { end } = run.args.span;
	if (doc.text.slice(cut, end).trim() === '') return { cut: end, start: end, end };
	const [script] = doc.scripts(run);
	const operator = /^(?:[ \t]|\\[ \t]*\r?\n)*&&(?:[ \t]|\\[ \t]*\r?\n)*/.exec(doc.text.slice(cut, end))?.[0];
	const plain = script?.commands.every(
		command => !command.conditional && /^(?:npm|yarn|pnpm|npx|pip3?|python3?|go|make|echo|true|rm|mkdir|cp)$/.test(command.name ?? ''),
	);
	return operator && plain ? { cut, start: cut + operator.length, end } : undefined;
}
