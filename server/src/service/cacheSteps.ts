/** The steps of a build as BuildKit's cache knows them: each with all that its key is made of. */
import { type ContextInputs, contextInputs } from './contextInputs.ts';
import { copied } from './copied.ts';
import type { DockerfileDocument } from './document.ts';
import { findStage, platformArgs, reachable, type Stage } from './stages.ts';
import { expandWord, variablesIn } from './syntax/expand.ts';
import type { Instruction } from './syntax/tree.ts';

/** FROM of an image, RUN, COPY, ADD or WORKDIR: what `[build 2/5]` numbers. Other instructions only change what these depend on, and are steps where the builder is linear. */
export interface CacheStep {
	readonly keyword: string;
	/** As it stands in the file, without comments and line ends. Never holds the value of a build argument. */
	readonly text: string;
	/** Zero-based. */
	readonly line: number;
	/** Its stage as the builder calls it. */
	readonly stage: string;
	/** From 1, in its stage. */
	readonly number: number;
	/** What it does, variables expanded. Part of the key; not for showing. */
	readonly own: string;
	/** What WORKDIR, USER, SHELL and the platform say here, where that is part of the key. */
	readonly settings: Readonly<Record<string, string>>;
	/** For RUN every variable that is set, part of the key whether used or not; for others those they use. */
	readonly variables: ReadonlyMap<string, Variable>;
	/** The steps whose files it begins with, by index: one, or more where files were laid over each other by --link. */
	readonly base: readonly number[];
	/** The steps whose files it copies or mounts, by index. */
	readonly sources: readonly number[];
	/** The image, not built by this file, that it takes files from. */
	readonly image: string | undefined;
	readonly inputs: ContextInputs | undefined;
}

export interface Variable {
	readonly value: string;
	readonly kind: 'ARG' | 'ENV';
}

export interface CacheStepOptions {
	/** A stage's name or index; default: the last. */
	readonly target?: string | undefined;
	readonly platform?: string | undefined;
	/** What the caller gave as build arguments, or what stands for it: equal exactly where the value is. */
	readonly args?: Readonly<Record<string, string>> | undefined;
	/** The builder goes instruction by instruction, each with a key made of all before it: Docker's old one and Podman's, unlike BuildKit. */
	readonly linear?: boolean | undefined;
}

/** In the order of the file, of those stages that the target needs. Empty if there is no such target. */
export function cacheSteps(doc: DockerfileDocument, options: CacheStepOptions = {}): readonly CacheStep[] {
	const target = targetStage(doc, options.target);
	if (!target) return [];
	const needed = reachable(doc.graph, target);
	const reader = new StepReader(doc, options);
	for (const stage of doc.stages) reader.read(stage, needed.has(stage));
	return reader.steps;
}

export function targetStage(doc: DockerfileDocument, target: string | undefined): Stage | undefined {
	if (target === undefined) return doc.shipped;
	return doc.stages.find(({ name }) => name === target.toLowerCase()) ?? (/^\d+$/.test(target) ? doc.stages[Number(target)] : undefined);
}

/** What holds at one place of a stage. */
interface State {
	readonly variables: ReadonlyMap<string, Variable>;
	readonly workdir: string;
	readonly user: string;
	readonly shell: string;
	/** The steps that made the files of here. */
	readonly last: readonly number[];
}

const beginning: State = { variables: new Map(), workdir: '/', user: '', shell: '', last: [] };

class StepReader {
	readonly steps: CacheStep[] = [];
	readonly #doc: DockerfileDocument;
	readonly #options: CacheStepOptions;
	readonly #globals: ReadonlyMap<string, Variable>;
	readonly #ends = new Map<Stage, State>();

	constructor(doc: DockerfileDocument, options: CacheStepOptions) {
		this.#doc = doc;
		this.#options = options;
		let globals: ReadonlyMap<string, Variable> = new Map();
		for (const arg of doc.globalArgs) globals = this.#declared(arg, globals, new Map());
		this.#globals = globals;
	}

	read(stage: Stage, needed: boolean): void {
		let state = this.#start(stage, needed);
		let number = this.steps.at(-1)?.line === stage.from.line ? 1 : 0;
		for (const instruction of stage.instructions) {
			const step = needed ? this.#step(instruction, stage, state, number + 1) : undefined;
			state = this.#after(instruction, state);
			if (!step) continue;
			number++;
			const index = this.steps.push(step) - 1;
			state = { ...state, last: step.base.length === 0 ? [...state.last, index] : [index] };
		}
		this.#ends.set(stage, state);
	}

	#start(stage: Stage, needed: boolean): State {
		const { base, from } = stage;
		if (base.stage) return this.#ends.get(base.stage) ?? beginning;
		if (base.scratch || !needed) return beginning;
		const own = this.#expanded(base.word.text, this.#globals);
		const platform = base.platform === undefined ? (this.#options.platform ?? '') : this.#expanded(base.platform, this.#globals);
		const step: CacheStep = {
			...this.#placed(from, stage, 1),
			own,
			settings: { platform },
			variables: this.#used([base.word.text], this.#globals),
			base: [],
			sources: [],
			image: own,
			inputs: undefined,
		};
		return { ...beginning, last: [this.steps.push(step) - 1] };
	}

	#step(instruction: Instruction, stage: Stage, state: State, number: number): CacheStep | undefined {
		const placed = this.#placed(instruction, stage, number);
		switch (instruction.keyword) {
			case 'RUN':
				return { ...placed, ...this.#run(instruction, stage, state) };
			case 'COPY':
			case 'ADD':
				return { ...placed, ...this.#copy(instruction, stage, state) };
			case 'WORKDIR':
				return {
					...placed,
					own: joined(state.workdir, this.#expanded(instruction.args.text, state.variables)),
					settings: { USER: state.user },
					variables: this.#used([instruction.args.text], state.variables),
					base: state.last,
					sources: [],
					image: undefined,
					inputs: undefined,
				};
			default:
				return this.#options.linear ? { ...placed, ...this.#setting(instruction, state) } : undefined;
		}
	}

	/** What makes no files. The value that an ARG is given is not part of it: it is part of each RUN below. */
	#setting({ keyword, logical: { text } }: Instruction, state: State) {
		return {
			own: keyword === 'ARG' ? text : this.#expanded(text, state.variables),
			settings: {},
			variables: keyword === 'ARG' ? new Map<string, Variable>() : this.#used([text], state.variables),
			base: state.last,
			sources: [],
			image: undefined,
			inputs: undefined,
		};
	}

	#placed(instruction: Instruction, stage: Stage, number: number) {
		const text = [instruction.logical.text.trim(), ...instruction.heredocs.map(({ body }) => body)].join('\n');
		return { keyword: instruction.keyword, text, line: instruction.line, stage: stage.name ?? `stage-${stage.index}`, number };
	}

	/** The command counts as it stands, blanks between its words as well; its variables are the shell's. */
	#run(instruction: Instruction, stage: Stage, state: State) {
		const { json, args, heredocs, flags } = instruction;
		const binds = flags.filter(({ name }) => name === 'mount').map(({ options }) => new Map(options.map(({ key, value }) => [key.toLowerCase(), value ?? ''])));
		const contextMounts = binds.filter(mount => (mount.get('type') ?? 'bind') === 'bind' && !mount.has('from'));
		const taken = binds.map(mount => this.#taken(mount.get('from'), stage, false));
		return {
			own: JSON.stringify([this.#flags(instruction, state), json?.items.map(({ value }) => value) ?? args.text, heredocs.map(({ body }) => body)]),
			settings: { WORKDIR: state.workdir, USER: state.user, ...(json ? {} : { SHELL: state.shell }) },
			variables: state.variables,
			base: state.last,
			sources: taken.flatMap(({ steps }) => steps),
			image: taken.find(({ image }) => image !== undefined)?.image,
			inputs: contextInputs(contextMounts.map(mount => this.#expanded(mount.get('source') ?? mount.get('src') ?? '', state.variables))),
		};
	}

	#copy(instruction: Instruction, stage: Stage, state: State) {
		const paths = copied(instruction);
		const sources = paths?.sources.map(({ text }) => this.#expanded(text, state.variables)) ?? [];
		const destination = this.#expanded(paths?.destination.text ?? '', state.variables);
		const flag = (name: string) => instruction.flags.filter(candidate => candidate.name === name);
		const from = flag('from')[0]?.value;
		const linked = flag('link').some(({ value }) => value !== 'false');
		const taken = this.#taken(from, stage, true);
		return {
			own: JSON.stringify([
				this.#flags(instruction, state),
				sources,
				destination,
				instruction.heredocs.map(({ body }) => this.#expanded(body, state.variables)),
			]),
			settings: destination.startsWith('/') ? {} : { WORKDIR: state.workdir },
			variables: this.#used([instruction.logical.text, ...instruction.heredocs.map(({ body }) => body)], state.variables),
			base: linked ? [] : state.last,
			sources: taken.steps,
			image: taken.image,
			inputs:
				from === undefined
					? contextInputs(
							sources,
							flag('exclude').map(({ value }) => this.#expanded(value ?? '', state.variables)),
						)
					: undefined,
		};
	}

	/** Their order means nothing. */
	#flags({ flags }: Instruction, state: State): readonly string[] {
		return flags.map(({ name, value }) => `${name}=${this.#expanded(value ?? '', state.variables)}`).sort();
	}

	#taken(from: string | undefined, stage: Stage, indexes: boolean): { steps: readonly number[]; image: string | undefined } {
		if (from === undefined) return { steps: [], image: undefined };
		const source = findStage(this.#doc.graph, from, stage.index, { indexes });
		return { steps: (source && this.#ends.get(source)?.last) ?? [], image: source ? undefined : from };
	}

	#after(instruction: Instruction, state: State): State {
		switch (instruction.keyword) {
			case 'ARG':
				return { ...state, variables: this.#declared(instruction, state.variables, this.#globals) };
			case 'ENV':
				return { ...state, variables: this.#set(instruction, state.variables) };
			case 'WORKDIR':
				return { ...state, workdir: joined(state.workdir, this.#expanded(instruction.args.text, state.variables)) };
			case 'USER':
				return { ...state, user: this.#expanded(instruction.args.text, state.variables) };
			case 'SHELL':
				return { ...state, shell: instruction.args.text };
			default:
				return state;
		}
	}

	#set({ pairs }: Instruction, variables: ReadonlyMap<string, Variable>): ReadonlyMap<string, Variable> {
		return new Map([
			...variables,
			...pairs.map(({ key, value }): [string, Variable] => [key.text, { value: this.#expanded(value?.text ?? '', variables), kind: 'ENV' }]),
		]);
	}

	/** An ARG to which nobody gives a value changes nothing. */
	#declared({ pairs }: Instruction, variables: ReadonlyMap<string, Variable>, globals: ReadonlyMap<string, Variable>): ReadonlyMap<string, Variable> {
		const { args = {}, platform } = this.#options;
		const declared = new Map(variables);
		for (const { key, value } of pairs) {
			const name = key.text;
			const given = Object.hasOwn(args, name) ? args[name] : value ? this.#expanded(value.text, declared) : globals.get(name)?.value;
			const known = given ?? (platformArgs.has(name) ? `${name} of ${platform ?? 'this machine'}` : undefined);
			if (known !== undefined) declared.set(name, { value: known, kind: 'ARG' });
		}
		return declared;
	}

	/** The text itself where the builder would refuse it. */
	#expanded(text: string, variables: ReadonlyMap<string, Variable>): string {
		return expandWord(text, { escape: this.#doc.syntax.escape, lookup: name => variables.get(name)?.value }).value ?? text;
	}

	#used(texts: readonly string[], variables: ReadonlyMap<string, Variable>): ReadonlyMap<string, Variable> {
		const names = new Set(texts.flatMap(text => variablesIn(text, this.#doc.syntax.escape).map(({ name }) => name)));
		return new Map(
			[...names].flatMap(name => {
				const variable = variables.get(name);
				return variable ? [[name, variable] as const] : [];
			}),
		);
	}
}

function joined(folder: string, path: string): string {
	const parts: string[] = [];
	for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`;
}
