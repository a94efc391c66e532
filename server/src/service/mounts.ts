/** What BuildKit has against a `--mount=` (parseMount, and what the conversion adds). */
import { booleanWords, mountOptions, mountSwitches, mountTypes, sharingModes } from './data/mountOptions.ts';
import { nearest } from './suggest.ts';
import type { Flag, FlagOption } from './syntax/tree.ts';
import type { Span } from './text.ts';

export interface MountProblem {
	readonly span: Span;
	readonly message: string;
	/** The word that was meant, to be put there. */
	readonly meant?: { readonly span: Span; readonly text: string } | undefined;
}

export interface MountPlace {
	/** The value of an option, or `undefined` if it depends on what nobody knows. */
	expand(text: string): string | undefined;
	/** The working directory, if it is known. */
	readonly workdir: string | undefined;
}

/** Each option as BuildKit reads them, one after the other: what a type forbids is forbidden from where the type stands. */
export function* problemsOfMount(flag: Flag, { expand, workdir }: MountPlace): Generator<MountProblem> {
	if (flag.value === '') return yield { span: flag.span, message: '--mount has no value behind "=".' };
	// quotes are CSV's here; that is too rare to be read
	if (flag.value === undefined || flag.value.includes('"')) return;
	let type: string | undefined = 'bind';
	let target: string | undefined = '';
	const given = new Map<string, FlagOption>();
	for (const option of flag.options) {
		const key = option.key.toLowerCase();
		const value = option.value === undefined ? undefined : expand(option.value);
		if (key === 'from' && /\$./s.test(option.value ?? '')) {
			yield { span: option.valueSpan, message: 'Variables are not expanded in from: give a stage a name and use that.' };
			continue;
		}
		const problem = problemOfOption(option, key, value, type);
		if (problem) yield problem;
		if (key === 'type') type = value?.toLowerCase();
		const name = otherNames[key] ?? key;
		if (name === 'target') target = value;
		if (value === '') given.delete(name);
		else given.set(name, option);
	}
	yield* problemsOfType(flag, type, given);
	const place = target?.startsWith('/') ? target : target === undefined || workdir === undefined ? undefined : posixJoin(workdir, target);
	if (place === '/' && (type === 'bind' || type === 'cache' || type === 'tmpfs')) {
		yield { span: flag.span, message: target === '' ? 'The mount has no target.' : 'Nothing can be mounted over the root folder.' };
	}
}

/** The last one counts, under whatever name. */
const otherNames: Readonly<Record<string, string>> = { src: 'source', dst: 'target', destination: 'target' };

function posixJoin(folder: string, path: string): string {
	const parts: string[] = [];
	for (const part of `${folder}/${path}`.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`;
}

function problemOfOption(option: FlagOption, key: string, value: string | undefined, type: string | undefined): MountProblem | undefined {
	const { span, valueSpan } = option;
	if (!Object.hasOwn(mountOptions, key)) {
		const meant = nearest(key, Object.keys(mountOptions));
		const at = { start: span.start, end: span.start + option.key.length };
		return {
			span: at,
			message: meant ? `--mount has no option ${option.key}: did you mean ${meant}?` : `--mount has no option ${option.key}.`,
			meant: meant ? { span: at, text: meant } : undefined,
		};
	}
	if (option.value === undefined) {
		if (!mountSwitches.has(key)) return { span, message: `${option.key} needs a value: write ${key}=...` };
	} else if (value === undefined) return undefined;
	// these two are known to be wrong before the whole is read
	if ((key === 'required' || key === 'size') && type !== undefined && mountOptions[key]?.includes(type) === false) return notFor(span, key, type);
	return value === undefined ? undefined : problemOfValue(key, value, valueSpan);
}

function problemOfValue(key: string, value: string, span: Span): MountProblem | undefined {
	switch (key) {
		case 'type':
			return mountTypes.includes(value.toLowerCase()) ? undefined : oneOf(key, value, mountTypes, span);
		case 'sharing':
			return sharingModes.includes(value.toLowerCase()) ? undefined : oneOf(key, value, sharingModes, span);
		case 'mode':
			return isNumber(value, 8) ? undefined : { span, message: `${value} is no mode: write octal digits, as in 0755.` };
		case 'uid':
		case 'gid':
			return isNumber(value, 10) ? undefined : { span, message: `${value} is no number: ${key} takes no names.` };
		case 'size':
			return isSize(value) ? undefined : { span, message: `${value} is no size: write a number, or one with k, m or g.` };
		default:
			return mountSwitches.has(key) && !booleanWords.has(value) ? { span, message: `${key} is true or false, not ${value}.` } : undefined;
	}
}

function oneOf(key: string, value: string, known: readonly string[], span: Span): MountProblem {
	const text = nearest(value, known);
	const message = text ? `There is no ${key} ${value}: did you mean ${text}?` : `There is no ${key} ${value}: there are ${known.join(', ')}.`;
	return { span, message, meant: text ? { span, text } : undefined };
}

function notFor(span: Span, key: string, type: string): MountProblem {
	return { span, message: `${key} is not for mounts of type ${type}.` };
}

/** What depends on the type, which may stand last. */
function* problemsOfType(flag: Flag, type: string | undefined, given: ReadonlyMap<string, FlagOption>): Generator<MountProblem> {
	if (type === undefined || !mountTypes.includes(type)) return;
	for (const key of ['mode', 'uid', 'gid', 'sharing']) {
		const option = given.get(key);
		if (option && mountOptions[key]?.includes(type) === false) yield notFor(option.span, key, type);
	}
	const source = given.get('source');
	if (type === 'ssh' && source) yield notFor(source.span, 'source', type);
	if (type !== 'secret') return;
	const from = given.get('from');
	const id = given.get('id');
	if (from) yield notFor(from.span, 'from', type);
	if (source && id) yield { span: source.span, message: 'A secret has an id or a source, which mean the same.' };
	if (!source && !given.has('target') && !id) yield { span: flag.span, message: 'A secret needs an id or a target.' };
}

function isNumber(text: string, base: 8 | 10): boolean {
	return (base === 8 ? /^[0-7]+$/ : /^\d+$/).test(text) && Number.parseInt(text, base) < 2 ** 32;
}

/** docker/go-units. */
function isSize(text: string): boolean {
	return /^[+]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)? ?(?:b|[kmgtp](?:i?b)?)?$/i.test(text);
}
