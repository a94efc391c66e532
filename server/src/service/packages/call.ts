import { packageManagers } from '../data/packageManagers/index.ts';
import type { PackageManager } from '../data/packageManagers/manager.ts';
import { type Command, type OptionTable, readArguments, type ShellWord } from '../shell.ts';

const managers: ReadonlyMap<string, PackageManager> = new Map(packageManagers.flatMap(manager => manager.programs.map(program => [program, manager] as const)));

export interface Call {
	readonly manager: PackageManager;
	/** What stands behind the program. */
	readonly words: readonly ShellWord[];
}

/** A call of a package manager, also as `python3 -m pip` and `pip3.12`. */
export function callOf(command: Command): Call | undefined {
	const { name } = command;
	if (name === undefined) return undefined;
	const direct = managers.get(name) ?? (name.startsWith('pip') ? managers.get(name.replace(/[\d.]+$/, '')) : undefined);
	if (direct) return { manager: direct, words: command.words.slice(1) };
	if (!name.startsWith('py') || !/^(?:py|pypy|python)[\d.]*$/.test(name)) return undefined;
	const at = command.words.findIndex(({ value }, index) => index > 0 && (value === '-m' || !value?.startsWith('-')));
	const manager = command.words[at]?.value === '-m' ? managers.get(command.words[at + 1]?.value ?? '') : undefined;
	return manager && { manager, words: command.words.slice(at + 2) };
}

export interface Subcommand {
	/** Empty if there is none; two words for `pip install` of uv. */
	readonly name: string;
	/** The words behind it. */
	readonly rest: readonly ShellWord[];
}

export function subcommandOf({ manager, words }: Call): Subcommand {
	const table: OptionTable = { valued: manager.globalValued ?? manager.valued, singleDash: manager.singleDash === true, stopsAtOperand: true };
	const first = nextWord(words, table);
	if (!first) return { name: '', rest: [] };
	const name = first.word.value ?? '';
	if (!manager.nested?.includes(name)) return { name, rest: first.rest };
	const second = nextWord(first.rest, table);
	return second ? { name: `${name} ${second.word.value}`, rest: second.rest } : { name, rest: [] };
}

/** As many variables in front of a subcommand are taken for options. */
const mostVariables = 4;

/** The first word that is no option, and those behind it. A variable in front is taken for options; `+nightly` is one of cargo's. */
function nextWord(words: readonly ShellWord[], table: OptionTable): { word: ShellWord; rest: readonly ShellWord[] } | undefined {
	let rest = words;
	for (let tried = 0; tried <= mostVariables; tried++) {
		const [word, ...others] = readArguments(rest, table).operands;
		if (!word) return undefined;
		if (word.value !== undefined && !word.value.startsWith('+')) return { word, rest: others };
		rest = others;
	}
	return undefined;
}
