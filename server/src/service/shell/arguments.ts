import type { Command, ShellWord } from './command.ts';

/** Words of a command line as the program takes them. */
export interface Arguments {
	/** Words that are neither options nor their values, in order. */
	readonly operands: readonly ShellWord[];
	readonly options: readonly Option[];
	/** Words behind `--`; they are among the operands too. */
	readonly behindDashes: readonly ShellWord[];
}

export interface Option {
	/** `-t` or `--target`; letters that were written together stand alone here. */
	readonly name: string;
	readonly word: ShellWord;
	/** What it was given: the next word, or what follows the letter or the `=`. */
	readonly value: OptionValue | undefined;
}

export interface OptionValue {
	/** Without quotes, expansions as written. */
	readonly text: string;
	/** False if a variable has a say in it. */
	readonly isKnown: boolean;
	readonly word: ShellWord;
	/** Where it begins in the word's `unquoted`. */
	readonly from: number;
}

export interface OptionTable {
	/** Options whose value is the next word, if it is not written together with them. */
	readonly valued: ReadonlySet<string>;
	/** Long options have one dash, and letters are not written together (`go`). */
	readonly singleDash?: boolean;
	/** Options end at the first operand. */
	readonly stopsAtOperand?: boolean;
}

export function readArguments(words: readonly ShellWord[], { valued, singleDash = false, stopsAtOperand = false }: OptionTable): Arguments {
	const operands: ShellWord[] = [];
	const options: Option[] = [];
	let behindDashes: readonly ShellWord[] = [];
	for (let at = 0; at < words.length; at++) {
		const word = words[at] as ShellWord;
		const { unquoted } = word;
		if (unquoted === '--') {
			behindDashes = words.slice(at + 1);
			operands.push(...behindDashes);
			break;
		}
		if (unquoted[0] !== '-' || unquoted === '-') {
			operands.push(word);
			if (!stopsAtOperand) continue;
			operands.push(...words.slice(at + 1));
			break;
		}
		const read = singleDash || unquoted[1] === '-' || valued.has(unquoted) ? longOption(word, valued, singleDash) : letters(word, valued);
		const next = read.takesNext ? words[at + 1] : undefined;
		if (next) at++;
		const last = read.options.at(-1);
		if (last && next) read.options[read.options.length - 1] = { ...last, value: valueOf(next, 0) };
		options.push(...read.options);
	}
	return { operands, options, behindDashes };
}

interface Read {
	readonly options: Option[];
	readonly takesNext: boolean;
}

function longOption(word: ShellWord, valued: ReadonlySet<string>, singleDash: boolean): Read {
	const { unquoted } = word;
	const equals = unquoted.indexOf('=');
	const written = equals === -1 ? unquoted : unquoted.slice(0, equals);
	const name = singleDash && written.startsWith('--') ? written.slice(1) : written;
	const value = equals === -1 ? undefined : valueOf(word, equals + 1);
	return { options: [{ name, word, value }], takesNext: !value && valued.has(name) };
}

/** `-qy`, `-t.deps`, `-yt` with the next word. */
function letters(word: ShellWord, valued: ReadonlySet<string>): Read {
	const { unquoted } = word;
	const options: Option[] = [];
	for (let at = 1; at < unquoted.length; at++) {
		const name = `-${unquoted[at]}`;
		const isValued = valued.has(name);
		const isEnd = at + 1 === unquoted.length;
		if (isValued || unquoted[at + 1] === '=') {
			options.push({ name, word, value: isEnd ? undefined : valueOf(word, unquoted[at + 1] === '=' ? at + 2 : at + 1) });
			return { options, takesNext: isEnd };
		}
		options.push({ name, word, value: undefined });
	}
	return { options, takesNext: false };
}

function valueOf(word: ShellWord, from: number): OptionValue {
	return { text: word.unquoted.slice(from), isKnown: word.value !== undefined, word, from };
}

const noValues: OptionTable = { valued: new Set() };

/** True if one of the words is one of the options, also among letters written together (`-qy`). */
export function hasOption(command: Command, ...names: readonly string[]): boolean {
	return readArguments(command.words.slice(1), noValues).options.some(({ name }) => names.includes(name));
}
