import { buildCommands } from './buildCommands.ts';
import type { DockerfileDocument } from './document.ts';
import { perDocument } from './perDocument.ts';
import { type Arguments, type Command, readArguments } from './shell.ts';
import { chain, type Stage } from './stages.ts';
import type { Instruction } from './syntax/tree.ts';

/** What a command of a RUN says about a user. Only what is written without variables. */
export interface Account {
	readonly name: string;
	/** Digits. */
	readonly uid: string | undefined;
	/** Groups beside the first. */
	readonly groups: readonly string[];
	readonly run: Instruction;
	readonly command: Command;
}

const programs = ['useradd', 'adduser', 'usermod', 'addgroup', 'gpasswd'];

const accounts = perDocument((doc): readonly Account[] =>
	buildCommands(doc, ...programs).flatMap(({ run, command }) => {
		const account = accountOf(command);
		return account ? [{ ...account, run, command }] : [];
	}),
);

/** The accounts that are made in a stage and in those it is built on. */
export function accountsIn(doc: DockerfileDocument, stage: Stage): readonly Account[] {
	const stages = chain(stage);
	return accounts(doc).filter(({ run }) => stages.includes(doc.stageOf(run) as Stage));
}

/** Options with values, of shadow's programs; of adduser both Debian's and BusyBox's. */
const shadow =
	'-b --base-dir -c --comment -d --home -e --expiredate -f --inactive -g --gid -G --groups -k --skel -K --key -l --login -p -P -R -s --shell -u --uid';
const adduser = '-h --home -g --gecos -s --shell -G --ingroup -u --uid -k --gid --firstuid --lastuid --comment --conf';
const valued: Readonly<Record<string, ReadonlySet<string>>> = {
	useradd: new Set(shadow.split(' ').filter(option => option !== '-l')),
	usermod: new Set(shadow.split(' ')),
	adduser: new Set(adduser.split(' ')),
	addgroup: new Set(['-g', '--gid']),
	gpasswd: new Set(['-a', '--add', '-d', '--delete', '-M', '-A']),
};

function accountOf({ name: program = '', words }: Command): Pick<Account, 'name' | 'uid' | 'groups'> | undefined {
	const given = readArguments(words.slice(1), { valued: valued[program] ?? new Set() });
	const [first, second] = given.operands.map(({ value }) => value);
	const added = valueOf(given, '-a', '--add');
	switch (program) {
		case 'gpasswd':
			return added && first ? { name: added, uid: undefined, groups: [first] } : undefined;
		case 'addgroup':
			return first && second ? { name: first, uid: undefined, groups: [second] } : undefined;
		default: {
			if (!first) return undefined;
			const uid = valueOf(given, '-u', '--uid');
			const lists = program === 'adduser' ? second : valueOf(given, '-G', '--groups');
			return { name: first, uid: uid !== undefined && /^\d+$/.test(uid) ? uid : undefined, groups: lists?.split(',').filter(group => group !== '') ?? [] };
		}
	}
}

function valueOf({ options }: Arguments, ...names: readonly string[]): string | undefined {
	const value = options.findLast(({ name }) => names.includes(name))?.value;
	return value?.isKnown ? value.text : undefined;
}
