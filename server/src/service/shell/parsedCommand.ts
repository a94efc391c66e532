import type { Assignment, Command, Redirection } from 'unbash';
import type { Operator } from './command.ts';
import { ParsedWord } from './parsedWord.ts';
import { onePiece, Pieces } from './pieces.ts';
import type { CommandPlace, GivenScript, RawAssignment, RawCommand, RawRedirect, RawWord } from './raw.ts';
import { baseName, isWrapper, readWrappers } from './wrappers.ts';

/** A simple command of the parser's tree. */
export class ParsedCommand implements RawCommand {
	readonly name: string | undefined;
	readonly skipped: number;
	readonly wrappers: readonly string[];
	readonly place: CommandPlace;
	readonly followedBy: Operator;
	readonly negated: boolean;
	pipedInto: number | undefined = undefined;
	given: GivenScript | undefined = undefined;
	readonly #node: Command;
	readonly #first: ParsedWord | undefined;
	#words: readonly ParsedWord[] | undefined;

	/** `isTimed`: the keyword `time` stands in front. */
	constructor(node: Command, place: CommandPlace, { followedBy, negated, isTimed }: { followedBy: Operator; negated: boolean; isTimed: boolean }) {
		this.#node = node;
		this.#first = node.name && new ParsedWord(node.name);
		this.place = place;
		this.followedBy = followedBy;
		this.negated = negated;
		// most commands are themselves: that their words are not looked at is why this is fast
		const first = baseName(this.#first?.value);
		const { skipped, names } = isWrapper(first) ? readWrappers(this.words) : unwrapped;
		this.skipped = skipped;
		this.wrappers = isTimed ? ['time', ...names] : names;
		this.name = skipped === 0 ? first : baseName(this.words[skipped]?.value);
	}

	get start(): number {
		return this.#node.pos;
	}

	get end(): number {
		return this.#node.end;
	}

	get words(): readonly RawWord[] {
		this.#words ??= this.#first ? [this.#first, ...this.#node.args.map(node => new ParsedWord(node))] : [];
		return this.#words;
	}

	get assignments(): readonly RawAssignment[] {
		return this.#node.prefix.flatMap(part => (part.type === 'Assignment' ? [assignmentOf(part)] : []));
	}

	get redirects(): readonly RawRedirect[] {
		return this.#node.redirects.map(redirectOf);
	}
}

const unwrapped: { readonly skipped: number; readonly names: readonly string[] } = { skipped: 0, names: [] };

function assignmentOf({ name, value, append, pos, end }: Assignment): RawAssignment {
	return { name, value: value.type === 'Word' ? new ParsedWord(value) : undefined, append: append === true, start: pos, end };
}

function redirectOf(node: Redirection): RawRedirect {
	const { operator, pos, end, descriptor } = node;
	const isDocument = node.type === 'HereDoc';
	return {
		operator,
		descriptor: descriptor?.type === 'FileDescriptor' ? descriptor.value : undefined,
		target: !isDocument && node.target ? new ParsedWord(node.target) : undefined,
		body: isDocument ? bodyOf(node.body.text, node.body.pos, node.delimiter?.quoted === true) : undefined,
		start: pos,
		end,
	};
}

/** The program that reads a here-document sees it without the backslashes of the outer shell, unless the delimiter is quoted. */
function bodyOf(text: string, at: number, isQuoted: boolean) {
	if (isQuoted || !text.includes('\\')) return onePiece(text, at);
	const pieces = new Pieces();
	pieces.addUnescaped(text, at, '$`\\');
	return pieces;
}
