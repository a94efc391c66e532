import type { Span } from '../text.ts';
import type { LogicalText } from './logicalText.ts';

/** A word as it stands in the file: quotes and escapes kept. `at` is its place in the instruction's logical text. */
export interface Word {
	readonly text: string;
	readonly span: Span;
	readonly at: Span;
}

/** `--name=value`. The value is unquoted and unescaped, as BuildKit reads it; `undefined` if there is no `=`. */
export interface Flag {
	readonly name: string;
	readonly value: string | undefined;
	/** The whole flag. */
	readonly span: Span;
	/** The name without the dashes. */
	readonly nameSpan: Span;
	/** What stands right of `=`, empty at the end of the flag if nothing does. */
	readonly valueSpan: Span;
	/** `key=value` parts of a `--mount=` value, in order; empty for other flags. */
	readonly options: readonly FlagOption[];
}

/** One comma-separated part of `--mount=type=cache,target=/x,ro`. */
export interface FlagOption {
	readonly key: string;
	readonly value: string | undefined;
	readonly span: Span;
	readonly valueSpan: Span;
}

/** A string in a JSON array: its value, its span with quotes, and the span inside the quotes. */
export interface JsonString {
	readonly value: string;
	readonly span: Span;
	readonly inner: Span;
}

/** Arguments that BuildKit accepts as a JSON array of strings (exec form). */
export interface JsonForm {
	readonly items: readonly JsonString[];
	readonly span: Span;
}

/** A pair of ENV, LABEL or ARG. `key=value`, legacy `key value` (delimiter ' '), or a bare ARG name (delimiter ''). */
export interface Pair {
	readonly key: Word;
	readonly value: Word | undefined;
	readonly delimiter: '=' | ' ' | '';
	readonly span: Span;
}

/** A here-document of RUN, COPY or ADD. */
export interface Heredoc {
	/** The delimiter without quotes. */
	readonly name: string;
	/** File descriptor prefix, 0 if none is written. */
	readonly fileDescriptor: number;
	/** False if the delimiter is quoted. */
	readonly expand: boolean;
	/** True for `<<-`. */
	readonly chomp: boolean;
	/** The whole word, `3<<-"EOF"`. */
	readonly wordSpan: Span;
	/** The lines between, with their line ends. */
	readonly bodySpan: Span;
	readonly body: string;
	/** The terminator line without its line end; `undefined` if the file ends first. */
	readonly terminatorSpan: Span | undefined;
}

/** A comment line: `span` from `#` to the end of the line (without line end). `text` is trimmed, without `#`. */
export interface Comment {
	readonly text: string;
	readonly span: Span;
	readonly line: number;
}

/** `# syntax=`, `# escape=`, `# check=` in directive position. The name is lower-cased. */
export interface Directive {
	readonly name: 'syntax' | 'escape' | 'check';
	readonly value: string;
	readonly span: Span;
	readonly nameSpan: Span;
	readonly valueSpan: Span;
	readonly line: number;
}

export type KnownKeyword =
	| 'ADD'
	| 'ARG'
	| 'CMD'
	| 'COPY'
	| 'ENTRYPOINT'
	| 'ENV'
	| 'EXPOSE'
	| 'FROM'
	| 'HEALTHCHECK'
	| 'LABEL'
	| 'MAINTAINER'
	| 'ONBUILD'
	| 'RUN'
	| 'SHELL'
	| 'STOPSIGNAL'
	| 'USER'
	| 'VOLUME'
	| 'WORKDIR';

/** One instruction. Parts that need work (words, pairs, json) are computed on first use and kept. */
export interface Instruction {
	/** Upper-cased, known or not; empty never. */
	readonly keyword: string;
	readonly keywordSpan: Span;
	/** From the keyword to the end of the last line that belongs to it (heredocs included), without the line end. */
	readonly span: Span;
	/** As `span` without the heredoc bodies: the lines joined by continuations. */
	readonly headSpan: Span;
	/** BuildKit's joined line, and the way back. */
	readonly logical: LogicalText;
	readonly flags: readonly Flag[];
	/** Everything after keyword and flags, trimmed, as one word with `text === ''` if there is nothing. */
	readonly args: Word;
	/** `args` split at blanks as BuildKit splits FROM, EXPOSE, COPY, ADD, VOLUME: quotes mean nothing. */
	readonly words: readonly Word[];
	/** `args` split with quotes respected, as BuildKit splits ENV, LABEL, ARG. */
	readonly quotedWords: readonly Word[];
	/** Pairs of ENV, LABEL, ARG; empty for others and where the form is wrong. */
	readonly pairs: readonly Pair[];
	/** Exec form of RUN, CMD, ENTRYPOINT, SHELL, COPY, ADD, VOLUME, HEALTHCHECK CMD. */
	readonly json: JsonForm | undefined;
	readonly heredocs: readonly Heredoc[];
	/** The instruction inside ONBUILD; its spans are spans of this file. */
	readonly trigger: Instruction | undefined;
	/** Comment lines directly above (BuildKit's PrevComment), nearest last. */
	readonly comments: readonly Comment[];
	readonly line: number;
	/** The last line it covers. */
	readonly endLine: number;
}

/** What BuildKit's parser would refuse, or accepts with a warning. */
export interface SyntaxProblem {
	readonly kind:
		| 'empty-file'
		| 'unterminated-heredoc'
		| 'duplicate-directive'
		| 'invalid-escape-directive'
		| 'json-not-strings'
		| 'pair-without-equals'
		| 'pair-without-value'
		| 'empty-continuation-line'
		| 'empty-instruction'
		| 'line-too-long';
	readonly message: string;
	readonly span: Span;
}

export type TokenKind =
	| 'bom'
	| 'blank'
	| 'newline'
	| 'comment'
	| 'directive'
	| 'keyword'
	| 'flag'
	| 'argument'
	| 'continuation'
	| 'heredoc-body'
	| 'heredoc-terminator';

/** A piece of the text. The tokens of a file, concatenated, are the file. */
export interface Token {
	readonly kind: TokenKind;
	readonly span: Span;
}
