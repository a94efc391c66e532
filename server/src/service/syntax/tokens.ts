import type { Span } from '../text.ts';
import type { Dockerfile } from './parse.ts';
import type { Token, TokenKind } from './tree.ts';

/** The whole text as tokens: known parts first, then what lies between them as blanks, line ends and arguments. */
export function tokensOf(file: Dockerfile): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	for (const known of knownParts(file)) {
		fill(file.text, at, known.span.start, tokens);
		if (known.span.end > known.span.start) tokens.push(known);
		at = Math.max(at, known.span.end);
	}
	fill(file.text, at, file.text.length, tokens);
	return tokens;
}

function knownParts(file: Dockerfile): Token[] {
	const parts: Token[] = [];
	const add = (kind: TokenKind, span: Span | undefined) => {
		if (span && span.end > span.start) parts.push({ kind, span });
	};
	if (file.text.charCodeAt(0) === 0xfeff) add('bom', { start: 0, end: 1 });
	for (const directive of file.directives) add('directive', directive.span);
	for (const comment of file.comments) add('comment', comment.span);
	for (const continuation of file.continuations) add('continuation', continuation);
	for (const instruction of file.instructions) {
		add('keyword', instruction.keywordSpan);
		for (const flag of instruction.flags) add('flag', flag.span);
		for (const heredoc of instruction.heredocs) {
			add('heredoc-body', heredoc.bodySpan);
			add('heredoc-terminator', heredoc.terminatorSpan);
		}
	}
	parts.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
	// a keyword or flag may run across a continuation: what stands inside another part belongs to it
	let end = 0;
	return parts.filter(part => {
		if (part.span.start < end) return false;
		end = part.span.end;
		return true;
	});
}

const between = /\r?\n|[^\S\r\n]+|(?:\r(?!\n)|[^\s])(?:[^\S\r\n]*(?:\r(?!\n)|[^\s]))*/g;

function fill(text: string, start: number, end: number, tokens: Token[]): void {
	if (start >= end) return;
	for (const { 0: piece, index } of text.slice(start, end).matchAll(between)) {
		const first = piece.charCodeAt(0);
		const kind: TokenKind = piece.endsWith('\n') ? 'newline' : first === 0x20 || first === 0x09 || piece.trim() === '' ? 'blank' : 'argument';
		tokens.push({ kind, span: { start: start + index, end: start + index + piece.length } });
	}
}
