import type { RawWord } from './raw.ts';

interface Wrapper {
	/** Options that take the next word. */
	readonly valued: ReadonlySet<string>;
	/** Words between the options and the command: the user of gosu, the duration of timeout. */
	readonly operands: number;
	/** `NAME=value` may stand in front of the command. */
	readonly assigns: boolean;
	/** With one of these it does something else: `command -v x` asks. */
	readonly refuses: RegExp | undefined;
	/** It is a wrapper with this subcommand only: `conda run`. */
	readonly subcommand: string | undefined;
}

function wrapper(valued = '', { operands = 0, assigns = false, refuses, subcommand }: Partial<Wrapper> = {}): Wrapper {
	return { valued: new Set(valued.split(' ')), operands, assigns, refuses, subcommand };
}

const sudo = '-u -g -h -p -C -r -t -T -U -D -R --user --group --host --prompt --close-from --role --type --command-timeout --other-user --chdir --chroot';
const xargs = '-a -d -E -I -L -n -P -s --arg-file --delimiter --max-args --max-procs --max-chars --process-slot-var';

const condaRun = wrapper('-n --name -p --prefix --cwd -r --root-prefix -a --attach -e --env', { subcommand: 'run' });

/** Programs and builtins that only start the command behind them. */
const wrappers: ReadonlyMap<string, Wrapper> = new Map([
	['sudo', wrapper(sudo, { assigns: true, refuses: /^(?:-[A-Za-z]*[elvV]$|--(?:edit|list|validate|version)$)/ })],
	['doas', wrapper('-u -C')],
	['env', wrapper('-u --unset -C --chdir', { assigns: true, refuses: /^(?:-S|--split-string)/ })],
	['exec', wrapper('-a')],
	['command', wrapper('', { refuses: /^-[a-z]*[vV]/ })],
	['builtin', wrapper()],
	['time', wrapper('-f --format -o --output')],
	['nice', wrapper('-n --adjustment')],
	['ionice', wrapper('-c --class -n --classdata', { refuses: /^(?:-[pPu]|--(?:pid|pgid|uid))/ })],
	['taskset', wrapper('', { operands: 1, refuses: /^(?:-[a-z]*p|--pid)/ })],
	['nohup', wrapper()],
	['setsid', wrapper()],
	['eatmydata', wrapper()],
	['fakeroot', wrapper('-l -s -i -b --lib --faked')],
	['linux32', wrapper()],
	['linux64', wrapper()],
	['stdbuf', wrapper('-i -o -e --input --output --error')],
	['timeout', wrapper('-k -s --signal --kill-after', { operands: 1 })],
	['gosu', wrapper('', { operands: 1 })],
	['su-exec', wrapper('', { operands: 1 })],
	['s6-setuidgid', wrapper('', { operands: 1 })],
	['setpriv', wrapper('--reuid --regid --groups --inh-caps --ambient-caps --bounding-set --securebits --pdeathsig --selinux-label --apparmor-profile')],
	['tini', wrapper('-p -e')],
	['catatonit', wrapper()],
	['dumb-init', wrapper('-r --rewrite')],
	['xvfb-run', wrapper('-e -f -n -p -s -w --error-file --auth-file --server-num --xauth-protocol --server-args --wait')],
	['dbus-run-session', wrapper('--config-file --dbus-daemon')],
	['busybox', wrapper('', { refuses: /^-/ })],
	['xargs', wrapper(xargs)],
	['conda', condaRun],
	['mamba', condaRun],
	['micromamba', condaRun],
	['poetry', wrapper('-C --directory -P --project', { subcommand: 'run' })],
	['pipenv', wrapper('', { subcommand: 'run' })],
	['bundle', wrapper('--gemfile', { subcommand: 'exec' })],
]);

/** True if a program of this name may stand in front of another. */
export function isWrapper(name: string | undefined): boolean {
	return name !== undefined && wrappers.has(name);
}

/** How many words in front are wrappers and what belongs to them, and the wrappers' names. */
export function readWrappers(words: readonly RawWord[]): { skipped: number; names: string[] } {
	const names: string[] = [];
	let skipped = 0;
	for (;;) {
		const name = baseName(words[skipped]?.value);
		const found = name === undefined ? undefined : wrappers.get(name);
		const next = found && commandBehind(words, skipped + 1, found);
		if (next === undefined || next >= words.length) return { skipped, names };
		names.push(name as string);
		skipped = next;
	}
}

/** Where the wrapped command begins; `undefined` if the wrapper does something else. */
function commandBehind(words: readonly RawWord[], from: number, { valued, operands, assigns, refuses, subcommand }: Wrapper): number | undefined {
	let at = from;
	let rest = operands;
	let wanted = subcommand;
	for (; at < words.length; at++) {
		const text = words[at]?.unquoted ?? '';
		if (text === '--') {
			at++;
			break;
		}
		if (text.startsWith('-') && text.length > 1) {
			if (refuses?.test(text)) return undefined;
			if (takesNext(text, valued)) at++;
		} else if (wanted !== undefined) {
			if (text !== wanted) return undefined;
			wanted = undefined;
		} else if (!assigns || !/^\w+=/.test(text)) {
			if (rest === 0) break;
			rest--;
		}
	}
	return wanted === undefined ? at + rest : undefined;
}

/** `-u`, `--user`, or letters of which the last takes a value (`-Eu`). */
function takesNext(text: string, valued: ReadonlySet<string>): boolean {
	if (valued.has(text)) return true;
	if (!/^-[A-Za-z]{2,}$/.test(text)) return false;
	for (let at = 1; at < text.length; at++) {
		if (valued.has(`-${text[at]}`)) return at === text.length - 1;
	}
	return false;
}

export function baseName(path: string | undefined): string | undefined {
	return path?.slice(path.lastIndexOf('/') + 1);
}
