import { type Assignment, type Command as CommandNode, forEachChild, parse, type SyntaxNode, type Word as WordNode, type WordPart } from 'unbash';
import { LogicalText } from './syntax/logicalText.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Span } from './text.ts';

/** A word of a command. `value` is what the program gets; `undefined` if a variable or a substitution has a say in it. */
export interface ShellWord {
	readonly text: string;
	readonly value: string | undefined;
	/** Place in the shell text. */
	readonly at: Span;
	/** Place in the file. */
	readonly span: Span;
}

/** A simple command, without the wrappers (`sudo`, `env`, `exec` ...) in front of it. */
export interface Command {
	/** The program without its folder. */
	readonly name: string | undefined;
	/** The program and its arguments. */
	readonly words: readonly ShellWord[];
	readonly wrappers: readonly string[];
	/** Names of variables assigned in front. */
	readonly assignments: readonly string[];
	readonly at: Span;
	readonly span: Span;
	/** True if it may not run, or run more than once: inside if, for, while, case, functions, or behind `||`. */
	readonly conditional: boolean;
}

/** One part of a script's top level: a pipeline or compound command, and what joins it to the part before. */
export interface Part {
	readonly operator: '' | '&&' | '||' | ';';
	readonly at: Span;
}

/** A piece of shell text that an instruction runs. */
export interface Script {
	readonly text: LogicalText;
	readonly commands: readonly Command[];
	readonly parts: readonly Part[];
	/** The parser found it wrong; commands are those before. */
	readonly hasErrors: boolean;
}

interface RawWord {
	readonly value: string | undefined;
	readonly at: Span;
}

interface RawCommand {
	readonly words: readonly RawWord[];
	readonly wrappers: readonly string[];
	readonly assignments: readonly string[];
	readonly at: Span;
	readonly conditional: boolean;
}

interface RawScript {
	readonly commands: readonly RawCommand[];
	readonly parts: readonly Part[];
	readonly hasErrors: boolean;
}

/** What shell texts gave, by text; the oldest goes when it is full. A host keeps one over many versions of many files. */
export class ShellCache {
	readonly #scripts = new Map<string, RawScript>();
	readonly #size: number;

	constructor(size = 512) {
		this.#size = size;
	}

	get(text: string): RawScript {
		const known = this.#scripts.get(text);
		if (known) return known;
		const script = readScript(text);
		if (this.#scripts.size >= this.#size) this.#scripts.delete(this.#scripts.keys().next().value as string);
		this.#scripts.set(text, script);
		return script;
	}
}

/** The scripts of an instruction under a SHELL: none for shells that are not POSIX, for other interpreters, and for data. */
export function scriptsOf(instruction: Instruction, shell: readonly string[], cache?: ShellCache): Script[] {
	if (!['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(instruction.keyword)) return [];
	if (instruction.json) return execForm(instruction, cache);
	if (!isPosixShell(shell[0])) return [];
	const { start, end } = commandAt(instruction);
	const text = instruction.logical.slice(start, end);
	if (instruction.heredocs.length === 0) return [parseScript(text, cache)];
	return heredocForm(instruction, text, cache);
}

export function parseScript(text: LogicalText, cache?: ShellCache): Script {
	const raw = cache ? cache.get(text.text) : readScript(text.text);
	return { text, commands: raw.commands.map(command => new PlacedCommand(command, text)), parts: raw.parts, hasErrors: raw.hasErrors };
}

/** HEALTHCHECK has CMD or NONE in front. */
function commandAt({ keyword, args, words }: Instruction): Span {
	if (keyword !== 'HEALTHCHECK') return args.at;
	return { start: words[1]?.at.start ?? args.at.end, end: args.at.end };
}

function isPosixShell(program: string | undefined): boolean {
	return /(?:^|\/)(?:ba|da|a|z|k|mk)?sh$/.test(program ?? '');
}

function execForm(instruction: Instruction, cache: ShellCache | undefined): Script[] {
	const items = instruction.json?.items ?? [];
	const [program, option, inner] = items;
	if (inner && isPosixShell(program?.value) && /^-[a-z]*c$/.test(option?.value ?? '')) {
		// with an escape in it the places would be wrong
		const length = inner.inner.end - inner.inner.start;
		return length === inner.value.length ? [parseScript(new LogicalText(inner.value, [0], [inner.inner.start]), cache)] : [];
	}
	if (!program) return [];
	const words = items.map(item => ({ text: item.value, value: item.value, at: item.inner, span: item.inner }));
	const span = { start: program.inner.start, end: items.at(-1)?.inner.end ?? program.inner.end };
	const command: Command = { name: baseName(program.value), words, wrappers: [], assignments: [], at: span, span, conditional: false };
	return [{ text: instruction.logical, commands: [command], parts: [], hasErrors: false }];
}

/** `RUN <<EOF` runs the body in the shell, or by its shebang; `RUN sh <<EOF` runs it too; elsewhere a body is data. */
function heredocForm(instruction: Instruction, text: LogicalText, cache: ShellCache | undefined): Script[] {
	const [first] = instruction.heredocs;
	if (!first) return [];
	const line = parseScript(blankHeredocWords(instruction, text), cache);
	const alone = line.commands.length === 0;
	const shellReads = line.commands.length === 1 && isPosixShell(line.commands[0]?.words[0]?.value) && line.commands[0]?.words.length === 1;
	if (!alone && !shellReads) return [line];
	const shebang = /^#!\s*(?:\/usr\/bin\/env\s+)?(\S+)/.exec(first.body)?.[1];
	if (shebang && !isPosixShell(shebang)) return [];
	return [parseScript(new LogicalText(first.body, [0], [first.bodySpan.start]), cache)];
}

/** The line with its `<<EOF` words blanked out: the builder feeds the bodies, not the shell. */
function blankHeredocWords(instruction: Instruction, text: LogicalText): LogicalText {
	let line = text.text;
	for (const heredoc of instruction.heredocs) {
		const length = heredoc.wordSpan.end - heredoc.wordSpan.start;
		const word = instruction.logical.text.indexOf('<<');
		const at = line.search(/\d*<<-?\s*["']?[\w.\\-]+["']?/);
		if (word === -1 || at === -1) continue;
		line = line.slice(0, at) + ' '.repeat(length) + line.slice(at + length);
	}
	const source = text.source(0);
	const starts = Array.from({ length: text.text.length }, (_, index) => index).filter(
		index => index === 0 || text.source(index) !== text.source(index - 1) + 1,
	);
	return new LogicalText(line, starts.length > 0 ? starts : [0], starts.length > 0 ? starts.map(index => text.source(index)) : [source]);
}

function baseName(path: string | undefined): string | undefined {
	return path?.slice(path.lastIndexOf('/') + 1);
}

class PlacedCommand implements Command {
	readonly wrappers: readonly string[];
	readonly assignments: readonly string[];
	readonly at: Span;
	readonly conditional: boolean;
	readonly #raw: RawCommand;
	readonly #text: LogicalText;
	#words: readonly ShellWord[] | undefined;

	constructor(raw: RawCommand, text: LogicalText) {
		this.#raw = raw;
		this.#text = text;
		this.wrappers = raw.wrappers;
		this.assignments = raw.assignments;
		this.at = raw.at;
		this.conditional = raw.conditional;
	}

	get name(): string | undefined {
		return baseName(this.#raw.words[0]?.value);
	}

	get words(): readonly ShellWord[] {
		this.#words ??= this.#raw.words.map(({ value, at }) => ({
			text: this.#text.text.slice(at.start, at.end),
			value,
			at,
			span: this.#text.span(at.start, at.end),
		}));
		return this.#words;
	}

	get span(): Span {
		return this.#text.span(this.at.start, this.at.end);
	}
}

/** Deeper text than this is refused before the parser's recursion can meet the end of the stack. */
const deepest = 200;

function readScript(text: string): RawScript {
	const empty: RawScript = { commands: [], parts: [], hasErrors: true };
	if ((text.match(/[({`]/g)?.length ?? 0) > deepest * 10) return empty;
	try {
		const script = parse(text);
		const commands: RawCommand[] = [];
		collect(script, false, commands);
		const parts: Part[] = [];
		for (const statement of script.commands) {
			const { command } = statement;
			const members = command.type === 'AndOr' ? command.commands : [command];
			for (const [index, member] of members.entries()) {
				const operator = command.type === 'AndOr' && index > 0 ? (command.operators[index - 1] ?? '&&') : parts.length === 0 ? '' : ';';
				parts.push({ operator, at: { start: member.pos, end: member.end } });
			}
		}
		return { commands, parts, hasErrors: (script.errors?.length ?? 0) > 0 };
	} catch {
		return empty;
	}
}

const compound: ReadonlySet<string> = new Set(['If', 'For', 'While', 'Case', 'Select', 'ArithmeticFor', 'Function', 'Coproc']);

function collect(node: SyntaxNode, conditional: boolean, into: RawCommand[]): void {
	if (node.type === 'Script' && node.source !== undefined) return; // its places are in another text
	// most words are plain, and hold no command
	if (node.type === 'Word' && !node.parts?.some(mayHoldCommands)) return;
	if (node.type === 'Command') {
		const command = readCommand(node, conditional);
		if (command) into.push(command);
	}
	const inside = conditional || compound.has(node.type);
	if (node.type === 'AndOr') {
		for (const [index, member] of node.commands.entries()) collect(member, inside || node.operators.slice(0, index).some(operator => operator === '||'), into);
		return;
	}
	forEachChild(node, child => {
		collect(child as SyntaxNode, inside, into);
	});
}

function mayHoldCommands({ type }: WordPart): boolean {
	return type !== 'Literal' && type !== 'SingleQuoted' && type !== 'Glob' && type !== 'SimpleExpansion';
}

function readCommand(node: CommandNode, conditional: boolean): RawCommand | undefined {
	if (!node.name) return undefined;
	const words = [node.name, ...node.args].map(
		(word): RawWord => ({ value: word.type === 'Word' ? literal(word) : undefined, at: { start: word.pos, end: word.end } }),
	);
	const assignments = node.prefix.filter((part): part is Assignment => part.type === 'Assignment').map(({ name }) => name);
	const wrappers: string[] = [];
	for (let length = wrapperLength(words); length > 0; length = wrapperLength(words)) {
		wrappers.push(words[0]?.value as string);
		words.splice(0, length);
	}
	const first = words[0];
	const last = words.at(-1);
	return first && last ? { words, wrappers, assignments, at: { start: first.at.start, end: last.at.end }, conditional } : undefined;
}

/** Options of wrappers that take the next word. */
const wrapperOptions: Readonly<Record<string, ReadonlySet<string>>> = {
	sudo: new Set(['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-U', '--user', '--group']),
	env: new Set(['-u', '--unset', '-C', '--chdir']),
	exec: new Set(['-a']),
	nice: new Set(['-n']),
	timeout: new Set(['-k', '-s', '--signal', '--kill-after']),
	command: new Set(),
	nohup: new Set(),
	time: new Set(),
	eatmydata: new Set(),
};

/** How many words in front belong to a wrapper; 0 if the command is itself. */
function wrapperLength(words: readonly RawWord[]): number {
	const name = baseName(words[0]?.value);
	const options = name === undefined ? undefined : Object.hasOwn(wrapperOptions, name) ? wrapperOptions[name] : undefined;
	if (!options) return 0;
	let at = 1;
	for (; at < words.length; at++) {
		const value = words[at]?.value;
		if (value === undefined) return 0;
		if (value === '--') {
			at++;
			break;
		}
		if (value.startsWith('-')) {
			if (name === 'command' && /^-[vV]/.test(value)) return 0;
			if (options.has(value)) at++;
		} else if (name !== 'env' || !/^\w+=/.test(value)) break;
	}
	if (name === 'timeout') at++;
	return at < words.length ? at : 0;
}

function literal(word: WordNode): string | undefined {
	if (!word.parts) return word.value;
	return word.parts.every(isLiteral) ? word.value : undefined;
}

function isLiteral(part: WordPart): boolean {
	switch (part.type) {
		case 'Literal':
		case 'Glob':
		case 'SingleQuoted':
		case 'AnsiCQuoted':
		case 'BraceExpansion':
		case 'ExtendedGlob':
			return true;
		case 'DoubleQuoted':
			return part.parts.every(({ type }) => type === 'Literal');
		default:
			return false;
	}
}
