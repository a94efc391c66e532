import type { Span } from '../text.ts';
import { isBlank, isSpaceByBytes, skipSpace, trimEnd } from './characters.ts';
import { readFlags } from './flags.ts';
import { readJsonForm } from './jsonForm.ts';
import type { LogicalText } from './logicalText.ts';
import type { Comment, Flag, Heredoc, Instruction, JsonForm, Pair, SyntaxProblem, Word } from './tree.ts';
import { splitAtBlanks, splitOutsideQuotes, wordAt } from './words.ts';

const withJson: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'ADD', 'VOLUME', 'HEALTHCHECK']);
const withPairs: ReadonlySet<string> = new Set(['ENV', 'LABEL', 'ARG']);
const withHeredocs: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

export interface InstructionPlace {
	readonly headSpan: Span;
	readonly comments: readonly Comment[];
	readonly line: number;
	readonly escape: string;
}

/** An instruction over its joined line. Only keyword and places are found at once; the rest when somebody asks. */
export class InstructionNode implements Instruction {
	readonly keyword: string;
	readonly keywordSpan: Span;
	readonly headSpan: Span;
	readonly logical: LogicalText;
	readonly comments: readonly Comment[];
	readonly line: number;
	endLine: number;
	span: Span;
	heredocs: readonly Heredoc[] = [];
	readonly #escape: string;
	readonly #restStart: number;
	readonly #end: number;
	#head: { flags: readonly Flag[]; args: Word } | undefined;
	#words: readonly Word[] | undefined;
	#quotedWords: readonly Word[] | undefined;
	#json: JsonForm | 'not-strings' | undefined | null = null;
	#pairs: { pairs: readonly Pair[]; problem: SyntaxProblem | undefined } | undefined;
	#trigger: InstructionNode | undefined | null = null;

	/** `logical` must not be blank. */
	constructor(logical: LogicalText, place: InstructionPlace, endLine: number) {
		const { text } = logical;
		this.logical = logical;
		this.comments = place.comments;
		this.line = place.line;
		this.endLine = endLine;
		this.#escape = place.escape;
		this.#end = trimEnd(text, 0, text.length);
		const start = skipSpace(text, 0, this.#end);
		let keywordEnd = start;
		while (keywordEnd < this.#end && !isBlank(text.charCodeAt(keywordEnd))) keywordEnd++;
		this.keyword = text.slice(start, keywordEnd).replace(/[a-z]+/g, letters => letters.toUpperCase());
		this.keywordSpan = logical.span(start, keywordEnd);
		this.#restStart = keywordEnd;
		this.headSpan = { start: this.keywordSpan.start, end: Math.max(place.headSpan.end, this.keywordSpan.end) };
		this.span = this.headSpan;
	}

	get flags(): readonly Flag[] {
		return this.#parts.flags;
	}

	get args(): Word {
		return this.#parts.args;
	}

	get #parts() {
		if (!this.#head) {
			const { flags, argsStart } = readFlags(this.logical, this.#restStart, this.#end, this.#escape);
			const start = skipSpace(this.logical.text, argsStart, this.#end);
			this.#head = { flags, args: wordAt(this.logical, start, this.#end) };
		}
		return this.#head;
	}

	get words(): readonly Word[] {
		this.#words ??= splitAtBlanks(this.logical, this.args.at.start, this.args.at.end);
		return this.#words;
	}

	get quotedWords(): readonly Word[] {
		this.#quotedWords ??= splitOutsideQuotes(this.logical, this.args.at.start, this.args.at.end, this.#escape);
		return this.#quotedWords;
	}

	get json(): JsonForm | undefined {
		const form = this.#jsonOrWrong;
		return form === 'not-strings' ? undefined : form;
	}

	get #jsonOrWrong(): JsonForm | 'not-strings' | undefined {
		if (this.#json === null) this.#json = withJson.has(this.keyword) ? readJsonForm(this.logical, this.#jsonStart, this.args.at.end) : undefined;
		return this.#json;
	}

	/** HEALTHCHECK has its type before the array. */
	get #jsonStart(): number {
		const { start, end } = this.args.at;
		if (this.keyword !== 'HEALTHCHECK') return start;
		let at = start;
		while (at < end && !isSpaceByBytes(this.logical.text.charCodeAt(at))) at++;
		return skipSpace(this.logical.text, Math.min(at + 1, end), end);
	}

	get pairs(): readonly Pair[] {
		return this.#readPairs().pairs;
	}

	get trigger(): InstructionNode | undefined {
		if (this.#trigger === null) {
			this.#trigger = undefined;
			if (this.keyword === 'ONBUILD' && this.args.text !== '') {
				const { start, end } = this.args.at;
				const place = { headSpan: this.headSpan, comments: [], line: this.line, escape: this.#escape };
				this.#trigger = new InstructionNode(this.logical.slice(start, end), place, this.endLine);
				this.#trigger.span = { start: this.#trigger.headSpan.start, end: this.span.end };
				this.#trigger.heredocs = this.heredocs;
			}
		}
		return this.#trigger;
	}

	get mayHaveHeredocs(): boolean {
		const node = this.keyword === 'ONBUILD' ? this.trigger : this;
		return node !== undefined && withHeredocs.has(node.keyword) && node.json === undefined;
	}

	/** What BuildKit's line parser refuses here. */
	get problems(): readonly SyntaxProblem[] {
		const found: SyntaxProblem[] = [];
		if (this.#jsonOrWrong === 'not-strings') {
			found.push({ kind: 'json-not-strings', message: 'A JSON array of arguments may hold strings only.', span: this.args.span });
		}
		const { problem } = this.#readPairs();
		if (problem) found.push(problem);
		return this.trigger ? [...found, ...this.trigger.problems] : found;
	}

	#readPairs() {
		this.#pairs ??= withPairs.has(this.keyword) ? this.#makePairs() : { pairs: [], problem: undefined };
		return this.#pairs;
	}

	#makePairs(): { pairs: Pair[]; problem: SyntaxProblem | undefined } {
		const words = this.quotedWords;
		const first = words[0];
		if (!first) return { pairs: [], problem: undefined };
		if (this.keyword !== 'ARG' && !first.text.includes('=')) return this.#legacyPair(first);
		const pairs: Pair[] = [];
		for (const word of words) {
			const equals = word.text.indexOf('=');
			if (equals === -1) {
				if (this.keyword !== 'ARG') {
					return { pairs: [], problem: { kind: 'pair-without-equals', message: `"${word.text}" has no "=": write name=value.`, span: word.span } };
				}
				pairs.push({ key: word, value: undefined, delimiter: '', span: word.span });
				continue;
			}
			const { start, end } = word.at;
			const key = wordAt(this.logical, start, start + equals);
			pairs.push({ key, value: this.#valueAt(start + equals + 1, Math.max(end, start + equals + 1)), delimiter: '=', span: word.span });
		}
		return { pairs, problem: undefined };
	}

	/** An empty value still has a place: behind the "=". */
	#valueAt(start: number, end: number): Word {
		if (end > start) return wordAt(this.logical, start, end);
		const after = this.logical.source(start - 1) + 1;
		return { text: '', span: { start: after, end: after }, at: { start, end: start } };
	}

	#legacyPair(first: Word): { pairs: Pair[]; problem: SyntaxProblem | undefined } {
		const { start, end } = this.args.at;
		const { text } = this.logical;
		let keyEnd = start;
		while (keyEnd < end && !isBlank(text.charCodeAt(keyEnd))) keyEnd++;
		let valueStart = keyEnd;
		while (valueStart < end && isBlank(text.charCodeAt(valueStart))) valueStart++;
		if (valueStart === keyEnd) {
			return { pairs: [], problem: { kind: 'pair-without-value', message: `${this.keyword} must have two arguments: write name=value.`, span: first.span } };
		}
		const pair: Pair = { key: wordAt(this.logical, start, keyEnd), value: wordAt(this.logical, valueStart, end), delimiter: ' ', span: this.args.span };
		return { pairs: [pair], problem: undefined };
	}
}
