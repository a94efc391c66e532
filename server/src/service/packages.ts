import type { FileRole, InstallForm, ManagerId, PackageManager } from './data/packageManagers/manager.ts';
import { callOf, subcommandOf } from './packages/call.ts';
import type { Installation } from './packages/installation.ts';
import { argumentOf, OperandReader } from './packages/operands.ts';
import { type Arguments, type Command, type OptionValue, readArguments, type ShellWord } from './shell.ts';

export type { ManagerId, PackageKind, Pin } from './data/packageManagers/manager.ts';
export type { FileArgument, Installation, InstalledPackage } from './packages/installation.ts';

/** What a command installs; `undefined` if it is no installation. Several rules ask about the same commands. */
export function installationOf(command: Command): Installation | undefined {
	return command.once(readInstallation);
}

/** The manager, if the command only fetches its index. */
export function isIndexUpdate(command: Command): ManagerId | undefined {
	const call = callOf(command);
	return call?.manager.update?.includes(subcommandOf(call).name) ? call.manager.id : undefined;
}

function readInstallation(command: Command): Installation | undefined {
	const call = callOf(command);
	if (!call) return undefined;
	const { manager } = call;
	const { name, rest } = subcommandOf(call);
	const form = Object.hasOwn(manager.install, name) ? manager.install[name] : undefined;
	if (!form) return manager.project?.includes(name) ? projectInstallation(command, manager) : undefined;

	const singleDash = manager.singleDash === true;
	const behind = readArguments(rest, { valued: manager.valued, singleDash, stopsAtOperand: form.runs === true });
	// options may stand in front of the subcommand too
	const inFront = call.words.slice(0, call.words.length - rest.length);
	const before = inFront.length > 1 ? readArguments(inFront, { valued: manager.globalValued ?? manager.valued, singleDash }).options : [];
	const options = [...before, ...behind.options];
	const values = (names: readonly string[] | undefined) =>
		names === undefined ? [] : options.flatMap(option => (option.value && names.includes(option.name) ? [option.value] : []));
	const files = (role: FileRole) => values(manager.files?.[role]).map(argumentOf);

	const isElsewhere = options.some(option => manager.elsewhere?.includes(option.name));
	const reader = new OperandReader(manager, form, isElsewhere);
	const { groupOption } = manager;
	const isGroup = groupOption !== undefined && values(groupOption.names).some(({ text }) => groupOption.values.test(text));
	for (const operand of operandsOf(behind, manager, form)) reader.read(operand, isGroup);
	for (const value of values(manager.packageOptions)) reader.read(value, false);
	const version = values(manager.versionOptions).at(-1);
	if (version) reader.versionForAll(version);

	const { packages, hasUnknown } = reader;
	const requirements = files('requirements');
	const isAlone = packages.length === 0 && requirements.length === 0 && !hasUnknown;
	return {
		manager: manager.id,
		aliases: manager.aliases,
		command,
		packages,
		requirements,
		constraints: files('constraints'),
		project: (form.readsProject === true && isAlone) || packages.some(({ kind }) => kind === 'folder'),
		hasUnknown: hasUnknown || command.wrappers.includes('xargs'),
		virtual: values(manager.virtual).map(argumentOf).at(-1),
	};
}

function projectInstallation(command: Command, { id, aliases }: PackageManager): Installation {
	return { manager: id, aliases, command, packages: [], requirements: [], constraints: [], project: true, hasUnknown: false, virtual: undefined };
}

function operandsOf({ operands, behindDashes }: Arguments, { endsAtDashes }: PackageManager, { skips = 0, runs }: InstallForm): readonly OptionValue[] {
	const own = endsAtDashes && behindDashes.length > 0 ? operands.slice(0, -behindDashes.length) : operands;
	return own.slice(skips, runs ? skips + 1 : undefined).map(wholeWord);
}

function wholeWord(word: ShellWord): OptionValue {
	return { text: word.unquoted, isKnown: word.value !== undefined, word, from: 0 };
}
