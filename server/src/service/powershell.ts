/** What RUN instructions give to PowerShell: under a SHELL that is one, or as `powershell -Command ...`. */
import type { DockerfileDocument } from './document.ts';
import { perDocument } from './perDocument.ts';
import { argumentsOfPowerShell, isPowerShell } from './powershell/arguments.ts';
import { PartOf } from './powershell/partOf.ts';
import type { PlacedText, ShellWord } from './shell.ts';
import { LogicalText } from './syntax/logicalText.ts';
import type { Instruction } from './syntax/tree.ts';

export { setPreference } from './powershell/preferences.ts';
export { statementsOf } from './powershell/statements.ts';

export interface PowerShellScript {
	readonly run: Instruction;
	/** `pwsh` is version 6 and later; `powershell` is the one of Windows, which ends with 5.1. */
	readonly program: 'powershell' | 'pwsh';
	/** As PowerShell sees it, except that escapes of a shell around it are left as they are. */
	readonly text: PlacedText;
	/** What the SHELL instruction runs in front of it. */
	readonly prelude: string;
	/** What stands around it: nothing of its own under a SHELL or in cmd, a string of JSON, or a word of a POSIX shell. */
	readonly within: 'setting' | 'cmd' | 'json' | 'double quotes' | 'single quotes' | 'words';
	/** The program and its options as written, where a shell calls it. */
	readonly call: string | undefined;
}

export const powerShellScripts = perDocument((doc): readonly PowerShellScript[] => doc.all('RUN').flatMap(run => scriptsOf(doc, run)));

function scriptsOf(doc: DockerfileDocument, run: Instruction): readonly PowerShellScript[] {
	const shell = doc.scope(run)?.shell ?? [];
	if (run.json) return fromJson(doc, run);
	const program = isPowerShell(shell[0]);
	if (program) {
		const given = argumentsOfPowerShell(shell.slice(1));
		return given === undefined ? [] : [{ run, program, text: bodyOf(run), prelude: given.script.join(' '), within: 'setting', call: undefined }];
	}
	if (/^cmd(?:\.exe)?$/i.test(baseName(shell[0])) || (doc.isWindows(run) && shell[0] === '/bin/sh')) return fromCmd(run);
	return doc.scripts(run).flatMap(({ text, commands }) => commands.filter(({ within }) => !within).flatMap(({ words }) => fromWords(run, text, words)));
}

function baseName(path = ''): string {
	return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** The line, or the here-document that is all of it. */
function bodyOf({ logical, args, heredocs }: Instruction): PlacedText {
	const [first] = heredocs;
	if (first && first.wordSpan.start === args.span.start) return new LogicalText(first.body, [0], [first.bodySpan.start]);
	return logical.slice(args.at.start, args.at.end);
}

function fromJson(doc: DockerfileDocument, run: Instruction): readonly PowerShellScript[] {
	const items = run.json?.items ?? [];
	const program = isPowerShell(items[0]?.value);
	const given = program && argumentsOfPowerShell(items.slice(1).map(({ value }) => value));
	const script = items.at(-1);
	// several strings are joined by blanks: rare, and their places are not one
	if (!program || given?.script.length !== 1 || !script) return [];
	const { start, end } = script.inner;
	const text = new LogicalText(doc.text.slice(start, end), [0], [start]);
	return [{ run, program, text, prelude: '', within: 'json', call: undefined }];
}

const cmdCall = /(?<=^|&&?\s*)@?(?:[\w:%\\.]*\\)?(?:powershell|pwsh)(?:\.exe)?(?=\s)/gi;

/** In cmd the rest of the line is the script, up to an operator outside of quotes. */
function fromCmd(run: Instruction): readonly PowerShellScript[] {
	const { logical, args } = run;
	const line = logical.slice(args.at.start, args.at.end);
	return [...line.text.matchAll(cmdCall)].flatMap(match => {
		const start = match.index + match[0].length;
		const rest = /^(?:"[^"]*"|[^"&|])*/.exec(line.text.slice(start))?.[0] ?? '';
		const words = [...rest.matchAll(/"[^"]*"\S*|\S+/g)];
		const given = argumentsOfPowerShell(words.map(([word]) => word));
		const first = given && words[words.length - given.script.length];
		if (!first || given.script.length === 0) return [];
		const from = start + first.index;
		const whole = line.text.slice(from, start + rest.length).trimEnd();
		const isQuoted = /^"[^"]*"$/.test(whole);
		const text = new PartOf(line, isQuoted ? from + 1 : from, isQuoted ? from + whole.length - 1 : from + whole.length);
		const call = line.text.slice(match.index, from).trim();
		return [{ run, program: isPowerShell(match[0]) ?? 'powershell', text, prelude: '', within: 'cmd', call }];
	});
}

/** `pwsh -Command "..."` in a POSIX shell. */
function fromWords(run: Instruction, outer: PlacedText, words: readonly ShellWord[]): readonly PowerShellScript[] {
	const program = isPowerShell(words[0]?.value);
	const given = program && argumentsOfPowerShell(words.slice(1).map(({ unquoted }) => unquoted));
	const script = given ? words.slice(words.length - given.script.length) : [];
	const [first] = script;
	const last = script.at(-1);
	if (!program || !first || !last) return [];
	const quote = script.length === 1 ? /^(["'])[\s\S]*\1$/.exec(first.text)?.[1] : undefined;
	const inset = quote ? 1 : 0;
	const text = new PartOf(outer, first.at.start + inset, last.at.end - inset);
	const options = words.slice(0, words.length - script.length).map(word => word.text);
	return [{ run, program, text, prelude: '', within: quote === '"' ? 'double quotes' : quote === "'" ? 'single quotes' : 'words', call: options.join(' ') }];
}
