import { type Scope, scopesOf } from './scope.ts';
import { type Command, type Script, type ShellCache, scriptsOf } from './shell.ts';
import { reachable, type Stage, type StageGraph, stageGraph } from './stages.ts';
import { expandWord } from './syntax/expand.ts';
import { type Dockerfile, parseDockerfile } from './syntax/parse.ts';
import type { Instruction } from './syntax/tree.ts';
import type { LineIndex, Range, Span } from './text.ts';
import { isForWindows } from './windows.ts';

export interface DocumentOptions {
	/** Path or URI, for messages and for the name of its ignore file. */
	readonly path?: string;
	/** Remembers what shell texts gave in earlier versions. */
	readonly shellCache?: ShellCache;
}

/** One version of a Dockerfile. Everything beyond the tree is computed on first use and kept. */
export class DockerfileDocument {
	readonly text: string;
	readonly path: string;
	readonly syntax: Dockerfile;
	readonly #shellCache: ShellCache | undefined;
	#graph: StageGraph | undefined;
	#scopes: ReadonlyMap<Instruction, Scope> | undefined;
	#owner: Map<Instruction, Stage> | undefined;
	#byKeyword: Map<string, Instruction[]> | undefined;
	readonly #once = new Map<unknown, unknown>();
	readonly #scripts = new Map<Instruction, readonly Script[]>();
	readonly #commands = new Map<Instruction, readonly Command[]>();

	constructor(text: string, options: DocumentOptions = {}) {
		this.text = text;
		this.path = options.path ?? 'Dockerfile';
		this.#shellCache = options.shellCache;
		this.syntax = parseDockerfile(text);
	}

	get lines(): LineIndex {
		return this.syntax.lines;
	}

	get instructions(): readonly Instruction[] {
		return this.syntax.instructions;
	}

	get graph(): StageGraph {
		this.#graph ??= stageGraph(this.syntax);
		return this.#graph;
	}

	get stages(): readonly Stage[] {
		return this.graph.stages;
	}

	get globalArgs(): readonly Instruction[] {
		return this.graph.globalArgs;
	}

	/** The stage that a build without a target gives: the last. */
	get shipped(): Stage | undefined {
		return this.stages.at(-1);
	}

	/** The stages that are built when the last one is. */
	get built(): ReadonlySet<Stage> {
		return this.shipped ? reachable(this.graph, this.shipped) : new Set();
	}

	/** The stage an instruction belongs to; FROM belongs to the stage it begins. */
	stageOf(instruction: Instruction): Stage | undefined {
		if (!this.#owner) {
			this.#owner = new Map();
			for (const stage of this.stages) {
				this.#owner.set(stage.from, stage);
				for (const member of stage.instructions) this.#owner.set(member, stage);
			}
		}
		return this.#owner.get(instruction);
	}

	/** What holds before the instruction; `undefined` before the first FROM. */
	scope(instruction: Instruction): Scope | undefined {
		this.#scopes ??= scopesOf(this.graph, this.syntax.escape);
		return this.#scopes.get(instruction);
	}

	/** The user that a USER instruction sets; `undefined` if a variable hides it. */
	userAfter(instruction: Instruction): string | undefined {
		const scope = this.scope(instruction);
		return scope && expandWord(instruction.args.text, { escape: this.syntax.escape, lookup: scope.lookup }).value;
	}

	/** The shell scripts of RUN, CMD, ENTRYPOINT, HEALTHCHECK, also behind ONBUILD. Empty where another shell than a POSIX one runs them. */
	scripts(instruction: Instruction): readonly Script[] {
		let scripts = this.#scripts.get(instruction);
		if (!scripts) {
			const shell = this.scope(instruction)?.shell ?? ['/bin/sh', '-c'];
			scripts = this.isWindows(instruction) ? [] : scriptsOf(instruction, shell, this.text, this.#shellCache);
			this.#scripts.set(instruction, scripts);
		}
		return scripts;
	}

	commands(instruction: Instruction): readonly Command[] {
		let commands = this.#commands.get(instruction);
		if (!commands) {
			const scripts = this.scripts(instruction);
			commands = scripts.length === 1 ? (scripts[0] as Script).commands : scripts.flatMap(script => script.commands);
			this.#commands.set(instruction, commands);
		}
		return commands;
	}

	/** True where rules about POSIX shells and paths have nothing to say. */
	isWindows(instruction: Instruction): boolean {
		const stage = this.stageOf(instruction);
		return stage ? isForWindows(stage, this.syntax.escape) : this.syntax.escape === '`';
	}

	/** What a function of the document gives, computed once; see `perDocument`. Kept here: a WeakMap would keep documents until a full collection. */
	once<T>(compute: (doc: DockerfileDocument) => T): T {
		let value = this.#once.get(compute) as T | undefined;
		if (value === undefined) {
			value = compute(this);
			this.#once.set(compute, value);
		}
		return value;
	}

	/** All instructions of a keyword, in order. */
	all(keyword: string): readonly Instruction[] {
		if (!this.#byKeyword) {
			this.#byKeyword = new Map();
			for (const instruction of this.instructions) {
				const others = this.#byKeyword.get(instruction.keyword);
				if (others) others.push(instruction);
				else this.#byKeyword.set(instruction.keyword, [instruction]);
			}
		}
		return this.#byKeyword.get(keyword) ?? [];
	}

	instructionAt(offset: number): Instruction | undefined {
		const next = this.instructionEndingAfter(offset - 1);
		return next && next.span.start <= offset ? next : undefined;
	}

	/** The first instruction that ends behind `offset`: the one it is in, or the next. */
	instructionEndingAfter(offset: number): Instruction | undefined {
		const { instructions } = this;
		let low = 0;
		let high = instructions.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((instructions[middle] as Instruction).span.end > offset) high = middle;
			else low = middle + 1;
		}
		return instructions[low];
	}

	rangeOf(span: Span): Range {
		return this.lines.rangeOf(span);
	}
}
