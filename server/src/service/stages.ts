import { expandWord, type Lookup, unknown } from './syntax/expand.ts';
import { type ImageReference, parseImageReference } from './syntax/imageReference.ts';
import type { Dockerfile } from './syntax/parse.ts';
import type { Instruction, Word } from './syntax/tree.ts';

/** What a stage is built on. */
export interface Base {
	readonly word: Word;
	/** The word with variables expanded by the defaults of global ARGs; `undefined` if that is not known. */
	readonly text: string | undefined;
	/** An earlier stage of this file. */
	readonly stage: Stage | undefined;
	readonly scratch: boolean;
	/** Only if it is neither a stage nor scratch, and known. */
	readonly image: ImageReference | undefined;
	readonly platform: string | undefined;
}

/** A build stage: FROM and what follows it. */
export interface Stage {
	readonly index: number;
	/** Lower case, as BuildKit compares names. */
	readonly name: string | undefined;
	readonly nameWord: Word | undefined;
	readonly from: Instruction;
	readonly base: Base;
	/** All of the stage but its FROM. */
	readonly instructions: readonly Instruction[];
}

/** Reserved names of BuildKit that no stage may have. */
export const reservedStageNames: ReadonlySet<string> = new Set(['scratch', 'context']);

const platformArguments = [
	'TARGETPLATFORM',
	'TARGETOS',
	'TARGETARCH',
	'TARGETVARIANT',
	'TARGETOSVERSION',
	'TARGETSTAGE',
	'BUILDPLATFORM',
	'BUILDOS',
	'BUILDARCH',
	'BUILDVARIANT',
	'BUILDOSVERSION',
];
export const platformArgs: ReadonlySet<string> = new Set(platformArguments);

export interface StageGraph {
	/** ARG instructions before the first FROM. */
	readonly globalArgs: readonly Instruction[];
	readonly stages: readonly Stage[];
	/** What stands before the first FROM and is no ARG: an error in BuildKit. */
	readonly stray: readonly Instruction[];
	/** Names visible to FROM. */
	readonly globals: Lookup;
	readonly names: StageNames;
}

/** Stages by name. A name may stand twice; who looks sees the last one above. */
export class StageNames {
	readonly #byName = new Map<string, Stage[]>();

	add(stage: Stage): void {
		if (stage.name === undefined) return;
		const others = this.#byName.get(stage.name);
		if (others) others.push(stage);
		else this.#byName.set(stage.name, [stage]);
	}

	/** The last stage of this name whose index is less than `before`. */
	find(name: string, before: number): Stage | undefined {
		const stages = this.#byName.get(name.toLowerCase()) ?? [];
		let low = 0;
		let high = stages.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((stages[middle] as Stage).index < before) low = middle + 1;
			else high = middle;
		}
		return stages[low - 1];
	}
}

export function stageGraph(file: Dockerfile): StageGraph {
	const globalArgs: Instruction[] = [];
	const stray: Instruction[] = [];
	const values = new Map<string, string | typeof unknown>();
	const globals: Lookup = name => values.get(name) ?? (platformArgs.has(name) ? unknown : undefined);
	const stages: Stage[] = [];
	const names = new StageNames();
	let body: Instruction[] | undefined;
	for (const instruction of file.instructions) {
		if (instruction.keyword === 'FROM') {
			body = [];
			const stage = stageOf(instruction, { index: stages.length, names, instructions: body }, globals, file.escape);
			stages.push(stage);
			names.add(stage);
		} else if (body) {
			body.push(instruction);
		} else if (instruction.keyword === 'ARG') {
			globalArgs.push(instruction);
			declare(instruction, values, globals, file.escape);
		} else {
			stray.push(instruction);
		}
	}
	return { globalArgs, stages, stray, globals, names };
}

function declare(instruction: Instruction, values: Map<string, string | typeof unknown>, lookup: Lookup, escape: '\\' | '`'): void {
	for (const { key, value } of instruction.pairs) {
		// a default that cannot be known, or none: the caller of the build decides
		values.set(key.text, (value && expandWord(value.text, { escape, lookup }).value) ?? unknown);
	}
}

interface StagePlace {
	readonly index: number;
	/** Of the stages above. */
	readonly names: StageNames;
	readonly instructions: readonly Instruction[];
}

function stageOf(from: Instruction, { index, names, instructions }: StagePlace, globals: Lookup, escape: '\\' | '`'): Stage {
	const [first, as, name] = from.words;
	const word = first ?? from.args;
	const nameWord = as && name && as.text.toUpperCase() === 'AS' ? name : undefined;
	const text = word.text === '' ? undefined : expandWord(word.text, { escape, lookup: globals }).value;
	const stage = text === undefined ? undefined : names.find(text, index);
	const scratch = !stage && text?.toLowerCase() === 'scratch';
	return {
		index,
		name: nameWord?.text.toLowerCase(),
		nameWord,
		from,
		base: {
			word,
			text,
			stage,
			scratch,
			image: text !== undefined && !stage && !scratch ? parseImageReference(text) : undefined,
			platform: from.flags.find(flag => flag.name === 'platform')?.value,
		},
		instructions,
	};
}

/** The stage that `COPY --from=` or `mount from=` means, seen from the stage `from`; indexes only where they are allowed. */
export function findStage({ stages, names }: StageGraph, text: string, from: number, options: { indexes: boolean }): Stage | undefined {
	const byName = names.find(text, from);
	if (byName || !options.indexes || !/^\d+$/.test(text)) return byName;
	const stage = stages[Number(text)];
	return stage && stage.index < from ? stage : undefined;
}

/** Stages that are built when `target` is: itself, its bases, and what it copies or mounts from. */
export function reachable(graph: StageGraph, target: Stage): ReadonlySet<Stage> {
	const found = new Set<Stage>();
	const open = [target];
	for (let stage = open.pop(); stage; stage = open.pop()) {
		if (found.has(stage)) continue;
		found.add(stage);
		if (stage.base.stage) open.push(stage.base.stage);
		for (const instruction of stage.instructions) open.push(...stagesUsed(graph, instruction, stage.index));
	}
	return found;
}

/** The stages that another one is built on, or takes files from. */
export function usedByOthers(graph: StageGraph): ReadonlySet<Stage> {
	return new Set(
		graph.stages.flatMap(({ base, instructions, index }) => [
			...(base.stage ? [base.stage] : []),
			...instructions.flatMap(instruction => stagesUsed(graph, instruction, index)),
		]),
	);
}

function stagesUsed(graph: StageGraph, instruction: Instruction, from: number): Stage[] {
	return instruction.flags.flatMap(flag => {
		const mounted = flag.options.find(option => option.key === 'from')?.value;
		const text = flag.name === 'from' ? flag.value : mounted;
		const stage = text ? findStage(graph, text, from, { indexes: flag.name === 'from' }) : undefined;
		return stage ? [stage] : [];
	});
}

/** The stage and those it is built FROM, nearest first. */
export function chain(stage: Stage): readonly Stage[] {
	const found = [stage];
	for (let base = stage.base.stage; base && !found.includes(base); base = base.base.stage) found.push(base);
	return found;
}
