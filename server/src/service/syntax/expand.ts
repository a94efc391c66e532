import { type Lookup, type Part, ShellError, ShellLexer, unknown, type VariableReference } from './shellLexer.ts';

export { type Lookup, unknown, type VariableReference } from './shellLexer.ts';

export interface ExpandOptions {
	readonly escape: '\\' | '`';
	readonly lookup: Lookup;
}

export interface Expansion {
	/** `undefined` if it depends on an unknown variable, or if there is an error. */
	readonly value: string | undefined;
	/** Names that were asked for and are not set, each once, in the order they were asked. */
	readonly unset: readonly string[];
	/** Why BuildKit refuses the word. */
	readonly error?: string;
	/** In the order of the text; up to the error if there is one. */
	readonly variables: readonly VariableReference[];
}

/** Expands variables and takes quotes and escapes off, as BuildKit does (frontend/dockerfile/shell, ProcessWord). */
export function expandWord(text: string, options: ExpandOptions): Expansion {
	const { part, unset, variables, error } = expand(text, options);
	const value = error === undefined && typeof part === 'string' ? part : undefined;
	return error === undefined ? { value, unset, variables } : { value, unset, variables, error };
}

/** The same, split at blanks that are not quoted (ProcessWords); `undefined` where `expandWord` has no value. */
export function expandWords(text: string, options: ExpandOptions): readonly string[] | undefined {
	const { part, words, error } = expand(text, options);
	return error === undefined && typeof part === 'string' ? words : undefined;
}

/** The variables that a word refers to, also in the operands of others; values are not looked at. */
export function variablesIn(text: string, escape: '\\' | '`'): readonly VariableReference[] {
	return text.includes('$') ? expandWord(text, { escape, lookup: () => unknown }).variables : [];
}

/** Nothing that BuildKit's lexer would look at: such a word means itself. */
const plain = /^[\w./:@=,+-]*$/;

function expand(text: string, options: ExpandOptions) {
	if (plain.test(text)) return { part: text, error: undefined, words: text === '' ? [] : [text], unset: [], variables: [] };
	const lexer = new ShellLexer(text, options);
	let part: Part = '';
	let error: string | undefined;
	try {
		part = lexer.run();
		if (lexer.mayFail) part = unknown;
	} catch (thrown) {
		if (!(thrown instanceof ShellError)) throw thrown;
		error = thrown.message;
	}
	return { part, error, words: lexer.words.map(word => word.text), unset: [...lexer.unset], variables: lexer.variables.toSorted((a, b) => a.start - b.start) };
}
