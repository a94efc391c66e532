/** Whether dockerfile-utils could have something to say. Loading it takes longer than everything else that is done with a file. */
import type { DockerfileDocument } from './document.ts';
import type { Flag, Instruction, Pair } from './syntax/tree.ts';
import type { Finding } from './types.ts';

/** False only if all arguments are of the plain forms that are surely right. A property test holds the two together. */
export function mayBeInvalid(doc: DockerfileDocument): boolean {
	const first = doc.instructions.find(({ keyword }) => keyword !== 'ARG');
	return first?.keyword !== 'FROM' || !doc.instructions.every(isPlain);
}

/** Signals by their names and numbers, ports, and durations as people write them. */
const signal = /^(?:SIG[A-Z0-9+-]+|\d+)$/;
const port = /^\d+(?:-\d+)?(?:\/(?:tcp|udp))?$/i;
const duration = /^(?:\d+(?:h|m|s|ms))+$/;
const checkFlags: Readonly<Record<string, RegExp>> = {
	interval: duration,
	timeout: duration,
	'start-period': duration,
	'start-interval': duration,
	retries: /^\d+$/,
};

function isPlain(instruction: Instruction): boolean {
	const { keyword, words, flags, trigger, json, heredocs } = instruction;
	// in these its counting is not believed anyway
	if (heredocs.length > 0) return true;
	const [first, second] = words;
	switch (keyword) {
		case 'CMD':
		case 'RUN':
			return true;
		case 'FROM':
			return flags.every(hasValue) && (words.length === 1 || (words.length === 3 && second?.text.toUpperCase() === 'AS'));
		case 'COPY':
		case 'ADD':
			return (words.length >= 2 || json !== undefined) && flags.every(hasValue);
		case 'ENV':
		case 'LABEL':
		case 'ARG':
			return instruction.pairs.length > 0 && instruction.pairs.every(isPlainPair);
		case 'EXPOSE':
			return words.length > 0 && words.every(({ text }) => port.test(text));
		case 'STOPSIGNAL':
			return words.length === 1 && signal.test(first?.text ?? '');
		case 'HEALTHCHECK':
			return isPlainCheck(first?.text.toUpperCase(), words.length) && flags.every(flag => checkFlags[flag.name]?.test(flag.value ?? '') === true);
		case 'ONBUILD':
			return trigger !== undefined && !['FROM', 'MAINTAINER', 'ONBUILD'].includes(trigger.keyword) && isPlain(trigger);
		case 'SHELL':
			return json !== undefined;
		default:
			return words.length > 0;
	}
}

function isPlainCheck(type: string | undefined, words: number): boolean {
	return (type === 'CMD' && words > 1) || (type === 'NONE' && words === 1);
}

/** `--link` and `--parents` may stand alone; those of HEALTHCHECK may not, and are looked at where they belong. */
function hasValue({ name, value }: Flag): boolean {
	return value === undefined ? name === 'link' || name === 'parents' || name === 'keep-git-dir' : value !== '';
}

/** No quotes and escapes, or one pair of quotes around all of it. */
function isPlainPair({ key, value, delimiter }: Pair): boolean {
	if (!/^[\w./-]+$/.test(key.text)) return false;
	if (value === undefined) return delimiter === '';
	return /^(?:[^'"\\`]*|"[^"\\`]*"|'[^'\\`]*')$/.test(value.text);
}

/** A place that a rule of ours calls an error needs no second opinion. */
export function secondOpinions(doc: DockerfileDocument, own: readonly Finding[], second: readonly Finding[]): readonly Finding[] {
	const lines = new Set(own.filter(({ severity }) => severity === 'error').map(({ span }) => doc.lines.lineAt(span.start)));
	return second.filter(({ span }) => !lines.has(doc.lines.lineAt(span.start)));
}
