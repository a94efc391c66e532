/** Indentation, by dockerfile-utils behind two checks: no here-document changes, and every instruction means the same. */
import { type FormatterSettings, format, formatOnType, formatRange } from 'dockerfile-utils';
import { DockerfileDocument } from './document.ts';
import { applyEdits } from './edit.ts';
import type { Instruction } from './syntax/tree.ts';
import { type Position, type Range, touches } from './text.ts';
import type { Edit } from './types.ts';

export interface FormatOptions {
	readonly tabSize: number;
	readonly insertSpaces: boolean;
}

export function formatDocument(doc: DockerfileDocument, options: FormatOptions): Edit[] {
	return checked(doc, format(doc.text, settings(options)));
}

export function formatLines(doc: DockerfileDocument, range: Range, options: FormatOptions): Edit[] {
	return checked(doc, formatRange(doc.text, range, settings(options)));
}

/** After a character was typed that may continue an instruction. */
export function formatTyped(doc: DockerfileDocument, position: Position, character: string, options: FormatOptions): Edit[] {
	return checked(doc, formatOnType(doc.text, position, character, settings(options)));
}

function settings(options: FormatOptions): FormatterSettings {
	return { tabSize: options.tabSize, insertSpaces: options.insertSpaces };
}

function checked(doc: DockerfileDocument, edits: readonly { range: Range; newText: string }[]): Edit[] {
	// Where a lone "\r" stands, dockerfile-utils counts other lines than BuildKit does.
	if (/\r(?!\n)/.test(doc.text)) return [];
	const heredocs = doc.instructions
		.flatMap(instruction => instruction.heredocs)
		.map(({ bodySpan, terminatorSpan }) => ({ start: bodySpan.start, end: (terminatorSpan ?? bodySpan).end }));
	const wanted = edits
		.map(({ range, newText }) => ({ ...doc.lines.spanOfRange(range), newText }))
		.filter(edit => doc.text.slice(edit.start, edit.end) !== edit.newText && !heredocs.some(heredoc => touches(heredoc, edit)));
	const altered = alteredBy(doc, wanted);
	if (altered === undefined) return [];
	const kept = wanted.filter(edit => !altered.some(({ span }) => touches(span, edit)));
	return altered.length === 0 || alteredBy(doc, kept)?.length === 0 ? kept : [];
}

/** The instructions that would mean something else; `undefined` if they would not even be the same number. */
function alteredBy(doc: DockerfileDocument, edits: readonly Edit[]): readonly Instruction[] | undefined {
	if (edits.length === 0) return [];
	const after = new DockerfileDocument(applyEdits(doc.text, edits), { path: doc.path });
	if (after.instructions.length !== doc.instructions.length || after.syntax.problems.length !== doc.syntax.problems.length) return undefined;
	const { escape } = doc.syntax;
	return doc.instructions.filter((instruction, index) => meaning(instruction, escape) !== meaning(after.instructions[index] as Instruction, escape));
}

function meaning(instruction: Instruction, escape: string): string {
	return [unspaced(instruction.logical.text, escape), ...instruction.heredocs.map(({ body }) => body)].join('\n');
}

/** Blanks outside of quotes count as one, however many they are; inside of quotes each counts. */
function unspaced(text: string, escape: string): string {
	let result = '';
	let quote = '';
	for (let at = 0; at < text.length; at++) {
		const character = text[at] as string;
		if (quote !== "'" && (character === '\\' || character === escape)) {
			result += character + (text[++at] ?? '');
		} else if (quote === '' && (character === ' ' || character === '\t')) {
			if (!result.endsWith(' ')) result += ' ';
		} else {
			if (quote === character) quote = '';
			else if (quote === '' && (character === '"' || character === "'")) quote = character;
			result += character;
		}
	}
	return result.trim();
}
