/** Changes of shell text that leave everything else as it stands. `undefined`: it cannot be done without harm. */
import type { DockerfileDocument } from './document.ts';
import { insert, remove } from './edit.ts';
import type { Command, Script, ShellWord } from './shell.ts';
import type { Instruction } from './syntax/tree.ts';
import type { Edit } from './types.ts';

/** Puts a word behind another. Not in exec form, where words are strings of JSON. */
export function insertBehind(script: Script, word: ShellWord | undefined, text: string): Edit | undefined {
	return word && script.form === 'shell' ? insert(word.span.end, ` ${text}`) : undefined;
}

const continuationAbove = /[ \t]*\\[ \t]*\r?\n$/;

/** Deletes a word with the blanks before it, or its whole line if it stands there alone. */
export function removeWord(doc: DockerfileDocument, script: Script, { span }: Pick<ShellWord, 'span'>): Edit | undefined {
	if (script.form !== 'shell') return undefined;
	const { text } = doc;
	let start = span.start;
	while (/[ \t]/.test(text[start - 1] ?? '')) start--;
	const begins = start === 0 || text[start - 1] === '\n';
	if (!begins) return start === span.start ? undefined : remove({ start, end: span.end });
	const rest = /^[ \t]*(?:\\[ \t]*(?:\r?\n|$))?/.exec(text.slice(span.end))?.[0] ?? '';
	// the line is nothing but the word and its continuation
	if (rest.includes('\n')) return remove({ start, end: span.end + rest.length });
	// the last line of its instruction: the continuation above it goes too
	const above = /^[ \t]*(?:\r?\n|$)/.test(text.slice(span.end)) ? continuationAbove.exec(text.slice(Math.max(0, start - 80), start)) : null;
	if (above) return remove({ start: start - above[0].length, end: span.end });
	return /^[ \t]+[^\s]/.test(text.slice(span.end)) ? remove({ start: span.start, end: span.end + rest.length }) : undefined;
}

/** Deletes a command from a chain of `&&` with the operator that joins it. */
export function removeFromChain(doc: DockerfileDocument, script: Script, command: Command): Edit | undefined {
	const { topLevel, errors, form } = script;
	const index = topLevel.findIndex(part => part.command === command);
	if (form !== 'shell' || errors.length > 0 || index === -1 || topLevel.length < 2 || command.redirects.length > 0) return undefined;
	if (topLevel.some(({ operator }) => operator !== '' && operator !== '&&')) return undefined;
	const part = topLevel[index];
	const next = topLevel[index + 1];
	const before = topLevel[index - 1];
	const cut = next ? { start: part?.span.start ?? 0, end: next.span.start } : { start: before?.span.end ?? 0, end: part?.span.end ?? 0 };
	return cut.end > cut.start && !/(?:^|\n)[ \t]*#/.test(doc.text.slice(cut.start, cut.end)) ? remove(cut) : undefined;
}

/** Puts ` && ...` at the end of a RUN that is a plain chain of `&&`, where the last command always runs. */
export function appendToRun(doc: DockerfileDocument, run: Instruction, text: string): Edit | undefined {
	const scripts = doc.scripts(run);
	const [script] = scripts;
	const chain = script && script.errors.length === 0 && script.topLevel.every(({ operator }) => operator === '' || operator === '&&');
	const unsure = script?.commands.some(({ conditional, name, wrappers }) => conditional || name === undefined || name === 'exec' || wrappers.includes('exec'));
	if (!chain || unsure || scripts.length !== 1 || run.keyword !== 'RUN' || run.json || run.heredocs.length > 0) return undefined;
	return /(?:^|\s)#|[;&\\]\s*$/.test(run.args.text) ? undefined : insert(run.args.span.end, ` && ${text}`);
}
