import { setsNoVariables } from './baseImages.ts';
import { platformArgs, type Stage, type StageGraph } from './stages.ts';
import { expandWord, type Lookup, unknown } from './syntax/expand.ts';
import type { Instruction, Pair } from './syntax/tree.ts';

/** The user in force: as written and expanded; `value` is undefined where it cannot be known. */
export interface UserInForce {
	readonly value: string | undefined;
	/** The USER instruction; `undefined`: what the base image says. */
	readonly instruction: Instruction | undefined;
}

/** What holds before an instruction. */
export interface Scope {
	/** A variable: its value, `unknown`, or `undefined` if it is surely not set. */
	readonly lookup: Lookup;
	/** What an ENV or ARG of this file last said about the name, in this stage or its bases. */
	declaration(name: string): Declaration | undefined;
	readonly user: UserInForce;
	/** Absolute, or `undefined` if it depends on the base image or an unknown variable. */
	readonly workdir: string | undefined;
	/** True if this file, in this stage or its bases, has set an absolute working directory (or one that cannot be told). */
	readonly workdirIsSet: boolean;
	/** The SHELL in force and the instruction that set it. */
	readonly shell: readonly string[];
	readonly shellInstruction: Instruction | undefined;
}

export interface Declaration {
	readonly instruction: Instruction;
	readonly pair: Pair;
	readonly value: string | typeof unknown;
}

const defaultShell: readonly string[] = ['/bin/sh', '-c'];

/** The declarations of one stage by name, each with the place from which it holds; what the stage is built on stands behind. */
class StageVariables {
	readonly #declared = new Map<string, { from: number; declaration: Declaration }[]>();
	readonly #base: StageVariables | undefined;
	/** True if the base image may define variables that this file does not show. */
	readonly #open: boolean;

	constructor(base: StageVariables | undefined, open: boolean) {
		this.#base = base;
		this.#open = open;
	}

	declare(name: string, from: number, declaration: Declaration): void {
		const entries = this.#declared.get(name);
		if (entries) entries.push({ from, declaration });
		else this.#declared.set(name, [{ from, declaration }]);
	}

	find(name: string, at: number): Declaration | undefined {
		return this.#declared.get(name)?.findLast(entry => entry.from <= at)?.declaration ?? this.#base?.find(name, Number.POSITIVE_INFINITY);
	}

	value(name: string, at: number): string | typeof unknown | undefined {
		return this.find(name, at)?.value ?? (this.isOpen ? unknown : undefined);
	}

	get isOpen(): boolean {
		return this.#base ? this.#base.isOpen : this.#open;
	}
}

interface Fixed {
	readonly user: UserInForce;
	readonly workdir: string | undefined;
	readonly workdirIsSet: boolean;
	readonly shell: readonly string[];
	readonly shellInstruction: Instruction | undefined;
}

class ScopeAt implements Scope {
	readonly user: UserInForce;
	readonly workdir: string | undefined;
	readonly workdirIsSet: boolean;
	readonly shell: readonly string[];
	readonly shellInstruction: Instruction | undefined;
	readonly variables: StageVariables;
	readonly #at: number;

	constructor(fixed: Fixed, variables: StageVariables, at: number) {
		this.user = fixed.user;
		this.workdir = fixed.workdir;
		this.workdirIsSet = fixed.workdirIsSet;
		this.shell = fixed.shell;
		this.shellInstruction = fixed.shellInstruction;
		this.variables = variables;
		this.#at = at;
	}

	readonly lookup: Lookup = name => this.variables.value(name, this.#at);

	declaration(name: string): Declaration | undefined {
		return this.variables.find(name, this.#at);
	}
}

function startOf(base: Stage['base']): Fixed {
	return {
		user: { value: base.scratch ? 'root' : undefined, instruction: undefined },
		workdir: base.scratch ? '/' : undefined,
		workdirIsSet: false,
		shell: defaultShell,
		shellInstruction: undefined,
	};
}

/** Between these, instructions share one scope. */
const changesScope: ReadonlySet<string> = new Set(['ENV', 'ARG', 'USER', 'WORKDIR', 'SHELL']);

/**
 * The scope before each instruction of each stage. ARG and ENV take effect by position (BuildKit); an ARG that nobody
 * gives a value leaves an ENV of that name alone.
 */
export function scopesOf(graph: StageGraph, escape: '\\' | '`'): ReadonlyMap<Instruction, Scope> {
	const before = new Map<Instruction, Scope>();
	const after = new Map<Stage, ScopeAt>();
	for (const stage of graph.stages) {
		const inherited = stage.base.stage && after.get(stage.base.stage);
		const variables = new StageVariables(inherited?.variables, !setsNoVariables(stage.base));
		let fixed: Fixed = inherited ?? startOf(stage.base);
		let at = 0;
		let scope = new ScopeAt(fixed, variables, at);
		before.set(stage.from, scope);
		for (const instruction of stage.instructions) {
			before.set(instruction, scope);
			if (!changesScope.has(instruction.keyword)) continue;
			declare(scope, instruction, ++at, graph, escape);
			fixed = step(scope, instruction, escape);
			scope = new ScopeAt(fixed, variables, at);
		}
		after.set(stage, scope);
	}
	return before;
}

function step(scope: ScopeAt, instruction: Instruction, escape: '\\' | '`'): Fixed {
	const expand = (text: string) => expandWord(text, { escape, lookup: scope.lookup }).value;
	switch (instruction.keyword) {
		case 'USER':
			return { ...fixedOf(scope), user: { value: expand(instruction.args.text), instruction } };
		case 'WORKDIR':
			return { ...fixedOf(scope), ...workdirAfter(scope, expand(instruction.args.text)) };
		case 'SHELL':
			return { ...fixedOf(scope), shell: instruction.json?.items.map(item => item.value) ?? scope.shell, shellInstruction: instruction };
		default:
			return scope;
	}
}

function fixedOf({ user, workdir, workdirIsSet, shell, shellInstruction }: Fixed): Fixed {
	return { user, workdir, workdirIsSet, shell, shellInstruction };
}

function workdirAfter(scope: ScopeAt, path: string | undefined): Pick<Fixed, 'workdir' | 'workdirIsSet'> {
	return { workdir: joinPath(scope.workdir, path), workdirIsSet: scope.workdirIsSet || path === undefined || /^(?:\/|\\|[A-Za-z]:)/.test(path) };
}

function declare(scope: ScopeAt, instruction: Instruction, from: number, graph: StageGraph, escape: '\\' | '`'): void {
	if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') return;
	const values = instruction.pairs.map((pair): [Pair, string | typeof unknown | undefined] => [pair, valueOf(scope, instruction, pair, graph, escape)]);
	for (const [pair, value] of values) {
		if (value !== undefined) scope.variables.declare(pair.key.text, from, { instruction, pair, value });
	}
}

/** `undefined`: the ARG changes nothing. All pairs of one instruction see the old values. */
function valueOf(scope: ScopeAt, instruction: Instruction, pair: Pair, graph: StageGraph, escape: '\\' | '`'): string | typeof unknown | undefined {
	if (pair.value || instruction.keyword === 'ENV') {
		const { value } = expandWord(pair.value?.text ?? '', { escape, lookup: scope.lookup });
		return value === undefined ? unknown : value;
	}
	const name = pair.key.text;
	return graph.globals(name) ?? (platformArgs.has(name) || typeof scope.lookup(name) !== 'string' ? unknown : undefined);
}

function joinPath(base: string | undefined, path: string | undefined): string | undefined {
	if (path === undefined) return undefined;
	const whole = path.startsWith('/') ? path : base === undefined ? undefined : `${base}/${path}`;
	if (whole === undefined) return undefined;
	const parts: string[] = [];
	for (const part of whole.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`;
}
