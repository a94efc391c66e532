import type { Span } from '../text.ts';
import type { PlacedText } from './placedText.ts';

/** The POSIX shells whose scripts are read. */
export type Dialect = 'sh' | 'bash' | 'dash' | 'ash' | 'ksh' | 'mksh' | 'zsh';

/** A word of a command. */
export interface ShellWord {
	/** As written, with quotes. */
	readonly text: string;
	/** What the program gets; a pattern (`*.deb`) is left as it is. `undefined` if a variable, a substitution or braces have a say in it. */
	readonly value: string | undefined;
	/** Without quotes and escapes, expansions as written: `"a=$X"` is `a=$X`. The same as `value` where that is known. */
	readonly unquoted: string;
	/** A quote or a backslash is part of it. */
	readonly quoted: boolean;
	/** It has an unquoted `*`, `?` or `[...]`. */
	readonly pattern: boolean;
	/** Place in the script's text. */
	readonly at: Span;
	/** Place in the file. */
	readonly span: Span;
	/** Place in the file of a part of `unquoted`; the whole word's where quotes stand inside of it in a way that cannot be followed. */
	part(start: number, end: number): Span;
}

/** `NAME=value` in front of a command. */
export interface Assignment {
	readonly name: string;
	/** `undefined` for an array. */
	readonly value: ShellWord | undefined;
	readonly append: boolean;
	readonly at: Span;
	readonly span: Span;
}

export type RedirectOperator = '>' | '>>' | '<' | '<>' | '<&' | '>&' | '>|' | '&>' | '&>>' | '<<<' | '<<' | '<<-';

export interface Redirect {
	readonly operator: RedirectOperator;
	/** The number in front, if one is written. */
	readonly descriptor: number | undefined;
	/** The file, descriptor or string; `undefined` for a here-document. */
	readonly target: ShellWord | undefined;
	/** The lines of a here-document. */
	readonly body: PlacedText | undefined;
	readonly at: Span;
	readonly span: Span;
}

/** What joins a command to the next one; empty if none follows in its list. */
export type Operator = '' | '&&' | '||' | ';' | '&' | '\n' | '|' | '|&';

/** A simple command: a program with its arguments, or assignments and redirections alone. */
export interface Command {
	/** The program without its folder, wrappers (`sudo`, `env` ...) taken off; `undefined` if a variable names it, or there is none. */
	readonly name: string | undefined;
	/** The program as written: `/usr/bin/apt-get`. */
	readonly program: string | undefined;
	/** The program and its arguments. */
	readonly words: readonly ShellWord[];
	/** Names of what stands in front and only starts it: `sudo`, `env`, `time` ... */
	readonly wrappers: readonly string[];
	/** All words, those of wrappers included. */
	readonly allWords: readonly ShellWord[];
	readonly assignments: readonly Assignment[];
	readonly redirects: readonly Redirect[];
	/** From the program to the last argument, in the script's text. */
	readonly at: Span;
	/** The same in the file. */
	readonly span: Span;
	/** In the file, with assignments, wrappers and redirections. */
	readonly wholeSpan: Span;
	/** It may not run, or run more than once: inside if, for, while, case, functions, or behind `||`. */
	readonly conditional: boolean;
	/** Its success is turned round by `!`. */
	readonly negated: boolean;
	readonly background: boolean;
	/** How many `(...)`, `$(...)` and `<(...)` it stands in. */
	readonly depth: number;
	/** It stands in `$(...)`, `` `...` `` or `<(...)`. */
	readonly substituted: boolean;
	readonly followedBy: Operator;
	/** The simple command that reads its output through a pipe. */
	readonly pipedInto: Command | undefined;
	/** The script that it is given to run: by `sh -c`, `su -c`, or as input (`bash <<EOF`). */
	readonly script: Script | undefined;
	/** The command whose `script` it is part of. */
	readonly within: Command | undefined;
	/** What a function of the command gives, computed once. A WeakMap would keep commands until a full collection. */
	once<T>(compute: (command: Command) => T): T;
}

/** One member of the script's top level: a pipeline, or a compound command. */
export interface Part {
	/** What joins it to the part before. */
	readonly operator: '' | '&&' | '||' | ';' | '&' | '\n';
	readonly at: Span;
	readonly span: Span;
	/** The command that it is; `undefined` for pipelines and compound commands. */
	readonly command: Command | undefined;
	/** All commands in it, in order. */
	readonly commands: readonly Command[];
}

/** Commands joined by `|`. */
export interface Pipeline {
	/** `undefined` where a compound command stands. */
	readonly members: readonly (Command | undefined)[];
	readonly operators: readonly ('|' | '|&')[];
	readonly at: Span;
	readonly span: Span;
}

export interface ShellError {
	readonly message: string;
	readonly span: Span;
}

/** A piece of shell text that an instruction runs, or a program with arguments that no shell sees. */
export interface Script {
	/** `exec`: no shell, one command. */
	readonly form: 'shell' | 'exec';
	/** `undefined` if no shell reads it. */
	readonly dialect: Dialect | undefined;
	/** The program and options that read it, as far as the Dockerfile says: `['/bin/bash', '-o', 'pipefail', '-c']`. */
	readonly shell: readonly string[];
	readonly text: PlacedText;
	/** All simple commands in order, also those in subshells, substitutions, compound commands, and in the scripts of `sh -c`. */
	readonly commands: readonly Command[];
	readonly topLevel: readonly Part[];
	readonly pipelines: readonly Pipeline[];
	/** What the parser found wrong; the commands are those it could read. */
	readonly errors: readonly ShellError[];
}
