import type { Instruction } from '../syntax/tree.ts';
import type { ShellCache } from './cache.ts';
import type { Dialect, Script } from './command.ts';
import { readExecForm } from './execForm.ts';
import { shebangOf, shellOfSetting } from './interpreter.ts';
import { shellLines } from './lines.ts';
import { PlacedScript } from './placedScript.ts';
import { JoinedText, type PlacedText } from './placedText.ts';
import { readScript } from './reader.ts';

const running: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/**
 * What an instruction runs, under the SHELL in force. Nothing for shells that are not POSIX and for other interpreters. `source` is the file: the
 * lines of here-documents are read in it.
 */
export function scriptsOf(instruction: Instruction, shell: readonly string[], source: string, cache?: ShellCache): readonly Script[] {
	const { keyword, trigger, heredocs } = instruction;
	if (keyword === 'ONBUILD') return trigger ? scriptsOf(trigger, shell, source, cache) : [];
	if (!running.has(keyword)) return [];
	const start = commandStart(instruction);
	if (start === undefined) return [];
	if (instruction.json) {
		const raw = readExecForm(instruction.logical.text, start, instruction.json);
		return [new PlacedScript(raw, { form: 'exec', dialect: undefined, shell: [], text: instruction.logical })];
	}
	const dialect = shellOfSetting(shell);
	if (keyword === 'RUN' && heredocs.length > 0) return heredocForm(instruction, { shell, dialect }, source, cache);
	return dialect ? [parseScript(instruction.logical.slice(start, instruction.args.at.end), { shell, dialect }, cache)] : [];
}

interface Interpreter {
	readonly shell: readonly string[];
	readonly dialect: Dialect | undefined;
}

/** A text as a script of a shell. */
export function parseScript(text: PlacedText, interpreter: Interpreter, cache?: ShellCache): Script {
	return new PlacedScript(cache ? cache.get(text.text) : readScript(text.text), { form: 'shell', ...interpreter, text });
}

/** HEALTHCHECK has CMD in front; `undefined` if it has not. */
function commandStart({ keyword, args, words }: Instruction): number | undefined {
	if (keyword !== 'HEALTHCHECK') return args.at.start;
	return /^cmd$/i.test(words[0]?.text ?? '') ? words[1]?.at.start : undefined;
}

/**
 * A line that is nothing but `<<EOF` runs the lines below: by their shebang, or in the shell. Any other line is given to the shell together with
 * its here-documents, which are input of its commands.
 */
function heredocForm({ logical, heredocs, args, headSpan, span }: Instruction, inForce: Interpreter, source: string, cache?: ShellCache): Script[] {
	const [first] = heredocs;
	if (!first) return [];
	if (heredocs.length === 1 && first.wordSpan.start === args.span.start && first.wordSpan.end === args.span.end) {
		const shebang = shebangOf(first.chomp ? first.body.replace(/^\t+/, '') : first.body);
		if (shebang === 'other') return [];
		const interpreter = shebang ? { shell: [], dialect: shebang } : inForce;
		const { start, end } = first.bodySpan;
		const body = source.slice(start, Math.min(end, span.end));
		return interpreter.dialect ? [parseScript(shellLines(body, start, first.chomp), interpreter, cache)] : [];
	}
	if (!inForce.dialect) return [];
	const line = logical.slice(args.at.start, args.at.end);
	const below = source.slice(headSpan.end, span.end);
	return [parseScript(new JoinedText(line, shellLines(below, headSpan.end)), inForce, cache)];
}
