import { LineIndex, type Span } from '../text.ts';
import { isSpace, skipSpace, trimEnd } from './characters.ts';
import { DirectiveReader } from './directives.ts';
import { heredocWords } from './heredocs.ts';
import { InstructionNode } from './instruction.ts';
import { LogicalText } from './logicalText.ts';
import { tokensOf } from './tokens.ts';
import type { Comment, Directive, Heredoc, Instruction, SyntaxProblem, Token } from './tree.ts';

/** A parsed file. Nothing is lost: `tokens()` concatenated is `text`. */
export interface Dockerfile {
	readonly text: string;
	readonly lines: LineIndex;
	/** The escape and continuation character in force. */
	readonly escape: '\\' | '`';
	readonly directives: readonly Directive[];
	/** All comment lines, those inside continuations too; directives are not among them. */
	readonly comments: readonly Comment[];
	readonly instructions: readonly Instruction[];
	readonly problems: readonly SyntaxProblem[];
	/** Places of the continuation characters with the blanks behind them. */
	readonly continuations: readonly Span[];
	tokens(): Token[];
}

/** BuildKit reads lines with a scanner of this size and refuses longer ones. Counted in bytes there. */
const longestLine = 65_535;

/** Parses by BuildKit's line rules (frontend/dockerfile/parser). Never throws; linear in the text. */
export function parseDockerfile(text: string): Dockerfile {
	return new Parser(text);
}

class Parser implements Dockerfile {
	readonly text: string;
	readonly lines: LineIndex;
	readonly comments: Comment[] = [];
	readonly instructions: InstructionNode[] = [];
	readonly continuations: Span[] = [];
	readonly #directives = new DirectiveReader();
	readonly #found: SyntaxProblem[] = [];
	#problems: readonly SyntaxProblem[] | undefined;
	/** The line to be read next. */
	#line = 0;

	constructor(text: string) {
		this.text = text;
		this.lines = new LineIndex(text);
		this.#parse();
	}

	get escape(): '\\' | '`' {
		return this.#directives.escape;
	}

	get directives(): readonly Directive[] {
		return this.#directives.directives;
	}

	get problems(): readonly SyntaxProblem[] {
		this.#problems ??= [...this.#directives.problems, ...this.#found, ...this.instructions.flatMap(instruction => instruction.problems)].sort(
			(a, b) => a.span.start - b.span.start,
		);
		return this.#problems;
	}

	tokens(): Token[] {
		return tokensOf(this);
	}

	#parse(): void {
		let above: Comment[] = [];
		while (this.#hasLine) {
			const number = this.#line;
			const { start, end } = this.#next();
			const at = skipSpace(this.text, start, end);
			if (at === end) {
				this.#directives.done = true;
				continue;
			}
			if (this.text[at] === '#') {
				if (!this.#directives.done && this.#directives.read(this.text.slice(at, end), { start: at, end }, number)) continue;
				const comment = this.#comment(at, end, number);
				// BuildKit takes an indented number sign for text
				if (comment.text === '' && at === start) above = [];
				else above.push(comment);
				continue;
			}
			this.#directives.done = true;
			this.#instruction(at, end, number, above);
			above = [];
		}
		if (this.instructions.length === 0) this.#report('empty-file', 'The file has no instructions.', { start: 0, end: 0 });
	}

	get #hasLine(): boolean {
		return this.#line < this.lines.count && this.lines.startOf(this.#line) < this.text.length;
	}

	/** The next line without its line end, and without the byte order mark. */
	#next(): Span {
		const whole = this.lines.spanOf(this.#line);
		const start = this.#line === 0 && this.text.charCodeAt(0) === 0xfeff ? 1 : whole.start;
		let end = whole.end;
		while (end > start && (this.text.charCodeAt(end - 1) === 0x0a || this.text.charCodeAt(end - 1) === 0x0d)) end--;
		if (whole.end - whole.start > longestLine) {
			this.#report('line-too-long', `BuildKit refuses lines of more than ${longestLine} bytes.`, { start, end });
		}
		this.#line++;
		return { start, end };
	}

	#comment(at: number, end: number, line: number): Comment {
		const from = skipSpace(this.text, at + 1, end);
		const comment: Comment = { text: this.text.slice(from, trimEnd(this.text, from, end)), span: { start: at, end }, line };
		this.comments.push(comment);
		return comment;
	}

	#instruction(start: number, firstEnd: number, line: number, comments: readonly Comment[]): void {
		const logicalStarts = [0];
		const sourceStarts = [start];
		let end = firstEnd;
		let cut = this.#continuation(start, end);
		let joined = this.text.slice(start, cut ?? end);
		while (cut !== undefined && this.#hasLine) {
			const number = this.#line;
			const next = this.#next();
			const at = skipSpace(this.text, next.start, next.end);
			end = next.end;
			if (at === next.end) {
				this.#report('empty-continuation-line', 'An empty line inside a continued instruction will become an error in a future release.', next);
				continue;
			}
			if (this.text[at] === '#') {
				this.#comment(at, next.end, number);
				continue;
			}
			cut = this.#continuation(next.start, next.end);
			logicalStarts.push(joined.length);
			sourceStarts.push(next.start);
			joined += this.text.slice(next.start, cut ?? next.end);
		}
		if (skipSpace(joined, 0) === joined.length) {
			this.#report('empty-instruction', 'A continuation character stands alone: there is no instruction here.', { start, end });
			return;
		}
		const logical = new LogicalText(joined, logicalStarts, sourceStarts);
		const place = { headSpan: { start, end }, comments, line, escape: this.escape };
		const node = new InstructionNode(logical, place, this.#line - 1);
		if (joined.includes('<<') && node.mayHaveHeredocs) this.#heredocs(node);
		this.instructions.push(node);
	}

	/** Where a line is cut that ends in a continuation character; a doubled one is none. */
	#continuation(start: number, lineEnd: number): number | undefined {
		let end = lineEnd;
		while (end > start && (this.text.charCodeAt(end - 1) === 0x20 || this.text.charCodeAt(end - 1) === 0x09)) end--;
		if (end === start || this.text[end - 1] !== this.escape || (this.text[end - 2] === this.escape && end - 2 >= start)) return undefined;
		this.continuations.push({ start: end - 1, end: lineEnd });
		return end - 1;
	}

	#heredocs(node: InstructionNode): void {
		const heredocs: Heredoc[] = [];
		for (const word of heredocWords(node.logical.text)) {
			const bodyStart = this.lines.startOf(this.#line);
			let bodyEnd = bodyStart;
			let terminatorSpan: Span | undefined;
			while (!terminatorSpan && this.#hasLine) {
				const line = this.#next();
				let at = line.start;
				while (word.chomp && this.text.charCodeAt(at) === 0x09) at++;
				if (this.text.slice(at, line.end) === word.name) terminatorSpan = line;
				else bodyEnd = this.lines.startOf(this.#line);
			}
			const wordSpan = node.logical.span(word.start, word.end);
			if (!terminatorSpan)
				this.#report('unterminated-heredoc', `The here-document "${word.name}" is never closed: its delimiter must stand alone on a line.`, wordSpan);
			heredocs.push({
				name: word.name,
				fileDescriptor: word.fileDescriptor,
				expand: word.expand,
				chomp: word.chomp,
				wordSpan,
				bodySpan: { start: bodyStart, end: bodyEnd },
				body: this.text.slice(bodyStart, bodyEnd),
				terminatorSpan,
			});
		}
		const last = heredocs.at(-1);
		if (!last) return;
		node.endLine = this.#line - 1;
		node.span = { start: node.headSpan.start, end: last.terminatorSpan?.end ?? trimLineEnd(this.text, last.bodySpan.end, node.headSpan.end) };
		node.heredocs = heredocs;
		if (node.trigger) {
			node.trigger.heredocs = heredocs;
			node.trigger.span = { start: node.trigger.headSpan.start, end: node.span.end };
			node.trigger.endLine = node.endLine;
		}
	}

	#report(kind: SyntaxProblem['kind'], message: string, span: Span): void {
		this.#found.push({ kind, message, span });
	}
}

function trimLineEnd(text: string, from: number, least: number): number {
	let end = from;
	while (end > least && isSpace(text.charCodeAt(end - 1)) && text.charCodeAt(end - 1) !== 0x20) end--;
	return Math.max(end, least);
}
