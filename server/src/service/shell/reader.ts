import { type Command, forEachChild, type Pipeline, parse, type Statement, type SyntaxNode } from 'unbash';
import type { Operator } from './command.ts';
import { givenText } from './given.ts';
import { ParsedCommand } from './parsedCommand.ts';
import { type CommandPlace, compoundReader, type RawPart, type RawPipeline, type RawScript } from './raw.ts';

/** Scripts in scripts are read to this depth. */
const deepest = 6;

/** What a shell text gives. Never throws: where the parser gives up, there are errors and the commands before. */
export function readScript(text: string, depth = 0): RawScript {
	const reader = new Reader(text, depth);
	try {
		reader.read();
	} catch (error) {
		// the parser goes down by recursion, and so do we; what was read until then counts
		reader.errors.push({ message: error instanceof RangeError ? 'The script is nested too deeply.' : 'The script cannot be read.', at: 0 });
	}
	return reader;
}

/** Something in a word runs a command: `$(...)`, a backquote, `<(...)`, `${ ...; }`. */
const substitution = /[$<>]\(|`|\$\{[\s|]/;

const outside: CommandPlace = { conditional: false, background: false, depth: 0, substituted: false };

/** How a command is tied to what stands around it. */
interface Ties {
	readonly followedBy: Operator;
	readonly negated: boolean;
	readonly isTimed: boolean;
}

class Reader implements RawScript {
	readonly commands: ParsedCommand[] = [];
	readonly topLevel: RawPart[] = [];
	readonly pipelines: RawPipeline[] = [];
	readonly errors: { message: string; at: number }[] = [];
	readonly #text: string;
	readonly #depth: number;
	readonly #substitutes: boolean;

	constructor(text: string, depth: number) {
		this.#text = text;
		this.#depth = depth;
		this.#substitutes = substitution.test(text);
	}

	read(): void {
		const script = parse(this.#text);
		for (const { message, pos } of script.errors ?? []) this.errors.push({ message, at: pos });
		this.#list(script.commands, outside, true);
		if (this.errors.length === 0) this.#checkRest(script.commands.at(-1)?.end ?? 0);
	}

	/** The parser stops at some errors without a word (`a (b`): what is left must be nothing but separators, comments and here-documents. */
	#checkRest(end: number): void {
		const rest = this.#text.slice(end);
		if (rest === '' || this.#text.includes('<<')) return;
		const at = rest.replace(/(^|[\s;&])#[^\n]*/g, text => ' '.repeat(text.length)).search(/[^\s;&\\]/);
		if (at !== -1) this.errors.push({ message: `unexpected '${rest[at]}'`, at: end + at });
	}

	#list(statements: readonly Statement[], place: CommandPlace, isTop = false): void {
		let before: RawPart['operator'] = '';
		for (let at = 0; at < statements.length; at++) {
			const { command: node, background, end } = statements[at] as Statement;
			const next = statements[at + 1];
			const after: RawPart['operator'] = next ? (background ? '&' : this.#separator(end, next.pos)) : '';
			const inside = background && !place.background ? { ...place, background: true } : place;
			if (node.type !== 'AndOr') this.#member(node, inside, after, isTop ? before : undefined);
			else {
				let alternative = inside;
				for (let index = 0; index < node.commands.length; index++) {
					const operator = node.operators[index - 1];
					if (operator === '||' && !alternative.conditional) alternative = { ...inside, conditional: true };
					this.#member(node.commands[index] as SyntaxNode, alternative, node.operators[index] ?? after, isTop ? (operator ?? before) : undefined);
				}
			}
			before = after;
		}
	}

	/** `;` or the end of a line, whichever comes first. */
	#separator(from: number, to: number): ';' | '\n' {
		for (let at = from; at < to; at++) {
			const code = this.#text.charCodeAt(at);
			if (code === 0x3b) return ';';
			if (code !== 0x20 && code !== 0x09) return '\n';
		}
		return ';';
	}

	/** A member of a list; with `operator`, of the top level. */
	#member(node: SyntaxNode, place: CommandPlace, followedBy: Operator, operator: RawPart['operator'] | undefined): void {
		const first = this.commands.length;
		this.#node(node, place, { followedBy, negated: false, isTimed: false });
		if (operator === undefined) return;
		const single = node.type === 'Pipeline' && node.commands.length === 1 ? node.commands[0] : node;
		this.topLevel.push({ operator, start: node.pos, end: node.end, isCommand: single?.type === 'Command', first, last: this.commands.length });
	}

	#node(node: SyntaxNode, place: CommandPlace, ties: Ties): void {
		switch (node.type) {
			case 'Command':
				this.#command(node, place, ties);
				return;
			case 'Pipeline':
				this.#pipeline(node, place, ties.followedBy);
				return;
			case 'Subshell':
				this.#list(node.body.commands, { ...place, depth: place.depth + 1 });
				return;
			case 'BraceGroup':
				this.#list(node.body.commands, place);
				return;
			case 'CompoundList':
				this.#list(node.commands, place);
				return;
			case 'Redirected':
				this.#node(node.command, place, ties);
				for (const redirect of node.redirects) this.#substitutions(redirect, place);
				return;
			case 'Coproc':
				this.#node(node.body, { ...place, background: true, conditional: true }, ties);
				return;
			default:
				this.#compound(node, place.conditional ? place : { ...place, conditional: true });
		}
	}

	/** If, for, while, case and kin: the lists in them, and what their words run. */
	#compound(node: SyntaxNode, place: CommandPlace): void {
		forEachChild(node, child => {
			switch (child.type) {
				case 'CompoundList':
					this.#list(child.commands, place);
					return;
				case 'Elif':
				case 'CaseItem':
					this.#compound(child, place);
					return;
				case 'BraceGroup':
				case 'Subshell':
				case 'Redirected':
				case 'If':
				case 'For':
				case 'While':
				case 'Case':
				case 'Select':
				case 'ArithmeticFor':
					this.#node(child, place, { followedBy: '', negated: false, isTimed: false });
					return;
				default:
					this.#substitutions(child, place);
			}
		});
	}

	#pipeline({ commands, operators, prefixes, pos, end }: Pipeline, place: CommandPlace, after: Operator): void {
		const negated = prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
		const isTimed = prefixes.some(({ type }) => type === 'Time');
		const members: (number | undefined)[] = [];
		const starts: number[] = [];
		for (const [index, node] of commands.entries()) {
			const isLast = index === commands.length - 1;
			starts.push(this.commands.length);
			members.push(node.type === 'Command' ? this.commands.length : undefined);
			this.#node(node, place, { followedBy: operators[index] ?? after, negated: negated && isLast, isTimed: isTimed && index === 0 });
		}
		for (let index = 0; index + 1 < commands.length; index++) this.#pipe(starts[index] as number, starts[index + 1] as number, members[index + 1], place);
		if (commands.length > 1) this.pipelines.push({ members, operators, start: pos, end });
	}

	/** The output of all commands of a member goes to the next one, as far as no other reads it. */
	#pipe(first: number, last: number, into: number | undefined, place: CommandPlace): void {
		for (let at = first; at < last; at++) {
			const command = this.commands[at] as ParsedCommand;
			if (command.place.substituted === place.substituted) command.pipedInto ??= into ?? compoundReader;
		}
	}

	#command(node: Command, place: CommandPlace, ties: Ties): void {
		const command = new ParsedCommand(node, place, ties);
		this.commands.push(command);
		const given = mayRun(command.name) && this.#depth < deepest ? givenText(command.words.slice(command.skipped), () => command.redirects) : undefined;
		if (given) command.given = { dialect: given.dialect, text: given.text, script: readScript(given.text.text, this.#depth + 1) };
		if (!this.#substitutes) return;
		forEachChild(node, child => {
			// what such a string or here-document substitutes is found in the script that it is
			if (given && (child.pos === given.word?.start || (!given.word && child.type === 'HereDoc'))) return;
			if (child.type === 'HereString' && child.target?.pos === given?.word?.start) return;
			this.#substitutions(child, place);
		});
	}

	/** The commands that run to give (a part of) a word. */
	#substitutions(node: SyntaxNode, place: CommandPlace): void {
		if (!this.#substitutes || ('text' in node && !substitution.test(node.text))) return;
		if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution' || node.type === 'ArithmeticCommandExpansion') {
			const { script } = node;
			// escaped backquotes: the places are in another text
			if (!script || script.source !== undefined) return;
			for (const { message, pos } of script.errors ?? []) this.errors.push({ message, at: pos });
			this.#list(script.commands, { ...place, depth: place.depth + 1, substituted: true });
			return;
		}
		// the other value of ${a:-$(b)} may not be needed
		const inside = node.type === 'Default' && !place.conditional ? { ...place, conditional: true } : place;
		forEachChild(node, child => this.#substitutions(child, inside));
	}
}

/** Programs that are given scripts. */
function mayRun(name: string | undefined): boolean {
	return name !== undefined && (name.endsWith('sh') || name === 'su' || name === 'runuser');
}
