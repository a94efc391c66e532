import { type PackageManagerData, packageManagers } from './data/packageManagers.ts';
import type { Command, ShellWord } from './shell.ts';

/** A command that installs packages by name. */
export interface Installation {
	readonly manager: string;
	readonly data: PackageManagerData;
	readonly command: Command;
	/** The packages as written; words that a variable fills are not among them. */
	readonly packages: readonly InstalledPackage[];
}

export interface InstalledPackage {
	readonly text: string;
	readonly word: ShellWord;
	/** True if the version cannot move, or the package is a file, a folder or a URL. */
	readonly pinned: boolean;
}

/** What a command installs; `undefined` if it is no installation. */
export function installationOf(command: Command): Installation | undefined {
	const found = managerOf(command);
	if (!found) return undefined;
	const operands = operandsOf(found.words, found.data);
	const [subcommand, ...packages] = operands;
	if (!found.data.install.includes(subcommand?.value ?? '')) return undefined;
	return {
		manager: found.manager,
		data: found.data,
		command,
		packages: packages.flatMap(word => (word.value === undefined ? [] : [{ text: word.value, word, pinned: found.data.pinned.test(word.value) }])),
	};
}

/** True if the command only fetches the index of a package manager. */
export function isIndexUpdate(command: Command): string | undefined {
	const found = managerOf(command);
	if (!found) return undefined;
	const [subcommand] = operandsOf(found.words, found.data);
	return found.data.update.includes(subcommand?.value ?? '') ? found.manager : undefined;
}

const managers: ReadonlyMap<string, { manager: string; data: PackageManagerData }> = new Map(
	Object.entries(packageManagers).flatMap(([manager, data]) => data.programs.map(program => [program, { manager, data }] as const)),
);

function managerOf(command: Command): { manager: string; data: PackageManagerData; words: readonly ShellWord[] } | undefined {
	const { name } = command;
	if (name === undefined) return undefined;
	const isModule = name.startsWith('python') && /^python3?(?:\.\d+)?$/.test(name) && command.words[1]?.value === '-m';
	const program = isModule ? command.words[2]?.value : name;
	const found = managers.get(program?.startsWith('pip') ? program.replace(/\.\d+$/, '') : (program ?? ''));
	return found && { ...found, words: command.words.slice(isModule ? 3 : 1) };
}

/** Words that are neither options nor their values. */
function operandsOf(words: readonly ShellWord[], { valued }: PackageManagerData): ShellWord[] {
	const operands: ShellWord[] = [];
	for (let at = 0; at < words.length; at++) {
		const word = words[at] as ShellWord;
		const option = word.value ?? word.text;
		if (!option.startsWith('-')) operands.push(word);
		else if (option === '--') return [...operands, ...words.slice(at + 1)];
		else if (valued.includes(option)) at++;
	}
	return operands;
}

/** True if one of the words is the option, also among bundled letters (`-qy`). */
export function hasOption(command: Command, ...options: readonly string[]): boolean {
	return command.words.slice(1).some(({ value }) => {
		if (value === undefined) return false;
		return options.some(
			option => value === option || value.startsWith(`${option}=`) || (/^-\w$/.test(option) && /^-\w+$/.test(value) && value.includes(option.charAt(1))),
		);
	});
}
