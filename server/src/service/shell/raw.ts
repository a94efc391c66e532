import type { Dialect, Operator, Part, RedirectOperator } from './command.ts';
import type { Pieces } from './pieces.ts';

// What a shell text gives, with offsets into that text: it depends on nothing else, and can be kept by text. What costs work is found when
// somebody asks, and then kept too.

export interface RawWord {
	readonly text: string;
	readonly value: string | undefined;
	readonly unquoted: string;
	readonly quoted: boolean;
	readonly pattern: boolean;
	readonly start: number;
	readonly end: number;
	/** `unquoted` with the way to the script's text; `undefined` if it is that text from `start` to `end`, or the way is lost in escapes. */
	readonly letters: Pieces | undefined;
	/** False where the letters of `unquoted` have no places of their own: in `$'\x41'`. */
	readonly exact: boolean;
}

export interface RawAssignment {
	readonly name: string;
	readonly value: RawWord | undefined;
	readonly append: boolean;
	readonly start: number;
	readonly end: number;
}

export interface RawRedirect {
	readonly operator: RedirectOperator;
	readonly descriptor: number | undefined;
	readonly target: RawWord | undefined;
	/** The lines of a here-document in the script's text, escapes of the outer shell taken off. */
	readonly body: Pieces | undefined;
	readonly start: number;
	readonly end: number;
}

/** Where a command stands. */
export interface CommandPlace {
	readonly conditional: boolean;
	readonly background: boolean;
	readonly depth: number;
	readonly substituted: boolean;
}

export interface RawCommand {
	/** All words, those of wrappers first. */
	readonly words: readonly RawWord[];
	/** How many of the words belong to wrappers. */
	readonly skipped: number;
	/** The program without its folder, wrappers taken off. */
	readonly name: string | undefined;
	readonly wrappers: readonly string[];
	readonly assignments: readonly RawAssignment[];
	readonly redirects: readonly RawRedirect[];
	/** With assignments, wrappers and redirections. */
	readonly start: number;
	readonly end: number;
	readonly place: CommandPlace;
	readonly negated: boolean;
	readonly followedBy: Operator;
	/** Index of the command that reads its output, `compoundReader` for a compound command. */
	readonly pipedInto: number | undefined;
	/** The script that this command is given to run. */
	readonly given: GivenScript | undefined;
}

export const compoundReader = -1;

/** A script inside a script; `text` leads to the outer one. */
export interface GivenScript {
	readonly dialect: Dialect;
	readonly text: Pieces;
	readonly script: RawScript;
}

export interface RawPart {
	readonly operator: Part['operator'];
	readonly start: number;
	readonly end: number;
	readonly isCommand: boolean;
	/** Its commands are those from `first` up to, not including, `last`. */
	readonly first: number;
	readonly last: number;
}

export interface RawPipeline {
	readonly members: readonly (number | undefined)[];
	readonly operators: readonly ('|' | '|&')[];
	readonly start: number;
	readonly end: number;
}

export interface RawScript {
	readonly commands: readonly RawCommand[];
	readonly topLevel: readonly RawPart[];
	readonly pipelines: readonly RawPipeline[];
	readonly errors: readonly { readonly message: string; readonly at: number }[];
}
