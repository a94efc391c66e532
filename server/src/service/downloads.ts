/** What the file fetches from the web: by curl and wget, and what it does with that. */
import { type BuildCommand, buildCommands } from './buildCommands.ts';
import { asksOnly, valuedOptions } from './data/downloaders.ts';
import { perDocument } from './perDocument.ts';
import { type Arguments, type Command, type OptionValue, readArguments } from './shell.ts';
import type { Span } from './text.ts';

export interface Download extends BuildCommand {
	readonly tool: 'curl' | 'wget';
	readonly urls: readonly WebAddress[];
	readonly given: Arguments;
	/** `stdout`: it is piped on or shown; `nothing`: a test, an upload. */
	readonly to: 'file' | 'stdout' | 'nothing';
	/** The file that is written, as the command names it; `undefined` if the URL names it, or a variable. */
	readonly file: string | undefined;
}

export interface WebAddress {
	/** As written, without quotes. */
	readonly text: string;
	/** `undefined` if none is written: curl takes http then. */
	readonly scheme: string | undefined;
	/** Lower case, without port; `undefined` if a variable has a say in it. */
	readonly host: string | undefined;
	/** What follows the host, variables as written. */
	readonly path: string;
	readonly span: Span;
	readonly schemeSpan: Span;
}

export const downloads = perDocument((doc): readonly Download[] =>
	buildCommands(doc, 'curl', 'wget').flatMap(found => {
		const tool = found.command.name as 'curl' | 'wget';
		const given = readArguments(found.command.words.slice(1), { valued: valuedOptions[tool] });
		const urls = [
			...given.operands.map(word => addressOf({ text: word.unquoted, isKnown: true, word, from: 0 })),
			...valuesOf(given, '--url').map(addressOf),
		].filter(address => address !== undefined);
		return urls.length > 0 ? [{ ...found, tool, urls, given, ...destinationOf(tool, given, found.command) }] : [];
	}),
);

const form = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^/@\s]*@)?([^/:?#\s]+)(?::[^/?#\s]*)?([/?#].*)?$/i;

function addressOf({ text, word, from }: OptionValue): WebAddress | undefined {
	const [, scheme, host = '', path = ''] = form.exec(text) ?? [];
	if (host === '') return undefined;
	return {
		text,
		scheme: scheme?.toLowerCase(),
		host: /[$`{]/.test(host) || (scheme === undefined && host.startsWith('$')) ? undefined : host.toLowerCase(),
		path,
		span: word.part(from, from + text.length),
		schemeSpan: word.part(from, from + (scheme?.length ?? 0)),
	};
}

/** An address that stands in another instruction than RUN. */
export function webAddress(text: string, span: Span): WebAddress | undefined {
	const [, scheme, host = '', path = ''] = form.exec(text) ?? [];
	if (scheme === undefined || host === '') return undefined;
	const known = /[$`{]/.test(host) ? undefined : host.toLowerCase();
	return { text, scheme: scheme.toLowerCase(), host: known, path, span, schemeSpan: { start: span.start, end: span.start + scheme.length } };
}

/** True for hosts that are not on the internet, and for those that nobody knows. */
export function isPrivateHost(host: string | undefined): boolean {
	return (
		host === undefined ||
		!host.includes('.') ||
		/^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)|\.(?:local|localhost|localdomain|internal|intranet|lan|corp|test|example|invalid)$/.test(
			host,
		)
	);
}

function valuesOf({ options }: Arguments, ...names: readonly string[]): readonly OptionValue[] {
	return options.flatMap(({ name, value }) => (value && names.includes(name) ? [value] : []));
}

function destinationOf(tool: 'curl' | 'wget', given: Arguments, command: Command): Pick<Download, 'to' | 'file'> {
	const has = (...names: readonly string[]) => given.options.some(({ name }) => names.includes(name));
	if (given.options.some(({ name, value }) => asksOnly.has(name) && !/^(?:GET|get)$/.test(value?.text ?? ''))) return { to: 'nothing', file: undefined };
	const named = tool === 'curl' ? valuesOf(given, '-o', '--output') : valuesOf(given, '-O', '--output-document');
	const redirect = command.redirects.find(({ operator, descriptor }) => operator.startsWith('>') && operator !== '>&' && (descriptor ?? 1) === 1);
	const target = named.at(-1) ?? (redirect?.target && { text: redirect.target.unquoted, isKnown: redirect.target.value !== undefined });
	if (target && target.text === '/dev/null') return { to: 'nothing', file: undefined };
	if (target && !(target.text === '-' || target.text === '/dev/stdout')) return { to: 'file', file: target.isKnown ? target.text : undefined };
	if (redirect && redirect.target?.value !== '/dev/null') return { to: 'file', file: redirect.target?.value };
	if (target || redirect) return { to: 'stdout', file: undefined };
	if (tool === 'wget' || has('-O', '--remote-name', '--remote-name-all', '-J')) return { to: 'file', file: undefined };
	return { to: 'stdout', file: undefined };
}

/** The commands that read a download, one behind the other. */
export function pipedThrough({ command }: BuildCommand): readonly Command[] {
	const found: Command[] = [];
	for (let next = command.pipedInto; next && !found.includes(next); next = next.pipedInto) found.push(next);
	return found;
}

const verifiers = /^(?:(?:sha\d+|md5|b2|b3)sum|shasum|md5|rhash|gpgv|cosign|minisign|signify|slsa-verifier|sigstore)$/;

/** True if the command compares a file with a checksum or a signature. */
export function verifies({ name, words }: Command): boolean {
	if (name === undefined) return false;
	if (verifiers.test(name)) return true;
	const has = (pattern: RegExp) => words.some(({ unquoted }) => pattern.test(unquoted));
	if (name === 'gpg' || name === 'gpg2') return has(/^--verify/);
	if (name === 'openssl') return has(/^(?:dgst|sha\d+|cms|smime)$/);
	return name === 'gh' && has(/^attestation$/);
}
