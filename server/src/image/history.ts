import type { HistoryEntry } from './records.ts';

/** A history entry as the instruction it came from, as far as its builder's text tells. */
export interface HistoryInstruction {
	/** Upper case; '' where the text names none (imported root file systems, other builders). */
	readonly keyword: string;
	/** What follows the keyword, without build arguments, shell and builder marks. */
	readonly rest: string;
	/** Keyword and rest as a person would write them. Never holds the values of build arguments. */
	readonly text: string;
	readonly buildkit: boolean;
}

const keywords = 'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR';
const instruction = new RegExp(`^(${keywords.replaceAll(' ', '|')})(?:\\s+([\\s\\S]*))?$`);
const buildkitMark = /\s# buildkit\s*$/;
/** `/bin/sh -c `, `/bin/bash -o pipefail -c `, `powershell -Command `, `cmd /S /C `. */
const shell =
	/(?:[\w.:/\\-]*[/\\])?(?:ba|da|a|z|k|fi)?sh(?:\.exe)?(?: -[\w-]+(?: pipefail)?)+ |(?:[\w.:/\\-]*[/\\])?(?:pwsh|powershell)(?:\.exe)?(?: -\w+(?: \w+(?= -))?)* |(?:[\w.:/\\-]*[/\\])?cmd(?:\.exe)?(?: \/\w)+ /;
const leadingShell = new RegExp(`^(?:${shell.source})`, 'i');

/** Reads `created_by`, which each builder writes in its own way. */
export function readInstruction({ createdBy, comment }: Pick<HistoryEntry, 'createdBy' | 'comment'>): HistoryInstruction {
	const buildkit = buildkitMark.test(createdBy) || comment.startsWith('buildkit.');
	const text = createdBy.replace(buildkitMark, '');
	if (text.trim() === '') return { keyword: '', rest: '', text: comment, buildkit };

	// The classic builder and buildah mark what ran no command: any shell, then `#(nop)`.
	const nop = /^.{0,400}?#\(nop\)\s+/s.exec(text);
	const named = instruction.exec(nop ? text.slice(nop[0].length) : text);
	if (named) {
		const keyword = named[1] as string;
		return finish(keyword, keyword === 'RUN' ? withoutShell(named[2] ?? '') : tidy(keyword, (named[2] ?? '').trim()), buildkit);
	}
	if (/^\|\d+ /.test(text) || leadingShell.test(text)) return finish('RUN', withoutShell(text), buildkit);
	return { keyword: '', rest: text.trim(), text: text.trim(), buildkit };
}

function finish(keyword: string, rest: string, buildkit: boolean): HistoryInstruction {
	const shown = rest.replace(/\b((?:file|dir|multi):[0-9a-f]{12})[0-9a-f]{52}(?= in )/g, '$1');
	return { keyword, rest, text: shown === '' ? keyword : `${keyword} ${shown}`, buildkit };
}

/** `|2 A=1 B=2 /bin/sh -c x` and `/bin/sh -c x` to `x`. */
function withoutShell(text: string): string {
	return withoutBuildArguments(text).replace(leadingShell, '').trim();
}

/** Values may hold blanks and are written bare, so they end where the shell begins, or, without one, at the last one's first blank. */
function withoutBuildArguments(text: string): string {
	const count = /^\|(\d+) /.exec(text);
	if (!count) return text;
	let rest = text.slice(count[0].length);
	for (let left = Number(count[1]); left > 0; left--) {
		const name = /^[^=]*=/.exec(rest);
		if (!name) break;
		rest = rest.slice(name[0].length);
		if (left > 1) {
			const next = / [A-Za-z_][\w.-]*=/.exec(rest);
			if (!next) break;
			rest = rest.slice(next.index + 1);
		}
	}
	const start = new RegExp(` (?:${shell.source})`, 'i').exec(rest);
	if (start) return rest.slice(start.index + 1);
	const blank = rest.indexOf(' ');
	return blank === -1 ? '' : rest.slice(blank + 1);
}

/** Undoes Go's printing of structures where that gives back what a Dockerfile says. */
function tidy(keyword: string, rest: string): string {
	switch (keyword) {
		case 'EXPOSE': {
			const ports = /^map\[(.*)\]$/.exec(rest);
			return ports ? (ports[1] as string).replaceAll(':{}', '') : rest;
		}
		case 'HEALTHCHECK':
			return healthcheck(rest);
		case 'ADD':
		case 'COPY':
			// The classic builder prints `--chown=1000:1000file:HASH in .`, without the blank.
			return rest.replace(/^(--[a-z]+=\S*?)((?:file|dir|multi):[0-9a-f]{64} in )/, '$1 $2');
		default:
			return rest;
	}
}

/** `&{["CMD-SHELL" "echo ok"] "5s" "0s" "0s" "0s" '\x00'}`: the test, then interval, timeout, start period (and, since 25, start interval), retries. */
function healthcheck(rest: string): string {
	const parts = /^&\{\[([\s\S]*)\] ((?:"[^"]*" )*)'/.exec(rest);
	if (!parts) return rest;
	const test = [...(parts[1] as string).matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(match => (match[1] as string).replace(/\\(.)/g, '$1'));
	if (test[0] === 'NONE') return 'NONE';
	const names = ['interval', 'timeout', 'start-period', 'start-interval'];
	const flags = [...(parts[2] as string).matchAll(/"([^"]*)"/g)].flatMap((match, i) =>
		match[1] === '0s' || names[i] === undefined ? [] : [`--${names[i]}=${match[1]}`],
	);
	const command = test[0] === 'CMD-SHELL' ? test.slice(1).join(' ') : JSON.stringify(test.slice(1));
	return [...flags, 'CMD', command].join(' ');
}
