/** Walking a YAML file while remembering where everything stands. */
import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { nearest } from '../service/suggest.ts';
import { LineIndex } from '../service/text.ts';
import type { ConfigProblem } from './configLayer.ts';

export interface YamlEntry {
	readonly key: string;
	readonly keyNode: Node;
	readonly value: Node | undefined;
}

export class YamlReader {
	readonly problems: ConfigProblem[] = [];
	readonly root: Node | undefined;
	readonly #file: string;
	readonly #lines: LineIndex;
	readonly #document: ReturnType<typeof parseDocument> | undefined;

	constructor(text: string, file: string) {
		const body = text.replace(/^\uFEFF/, '');
		this.#file = file;
		this.#lines = new LineIndex(body);
		try {
			this.#document = parseDocument(body, { prettyErrors: false });
			for (const { code, message, pos } of this.#document.errors) this.#say(pos, sentenceOf(code, message), true);
		} catch (error) {
			// the parser is recursive
			if (!(error instanceof RangeError)) throw error;
			this.#say([0, 0], 'This is nested too deeply to be read.', true);
		}
		// half a tree would say half of what was meant
		this.root = this.problems.length > 0 ? undefined : (this.#document?.contents ?? undefined);
	}

	/** The entries of a mapping; a problem where it is something else. */
	entries(node: Node | undefined, what: string): YamlEntry[] {
		const map = this.#resolved(node);
		if (map === undefined || (isScalar(map) && map.value === null)) return [];
		if (!isMap(map)) {
			this.problem(node, `${what} should be a mapping of names to values.`);
			return [];
		}
		return map.items.flatMap(({ key, value }) =>
			isScalar(key) ? [{ key: String(key.value), keyNode: key, value: this.#resolved(value as Node | null) }] : [],
		);
	}

	/** A list of texts; a single text counts as a list of one. */
	texts(node: Node | undefined, what: string): string[] {
		const items = this.items(node, what);
		return items.flatMap(item => {
			const text = this.text(item);
			if (text === undefined) this.problem(item, `${what} should be a list of texts.`);
			return text ?? [];
		});
	}

	items(node: Node | undefined, what: string): Node[] {
		const list = this.#resolved(node);
		if (list === undefined || (isScalar(list) && list.value === null)) return [];
		if (isScalar(list) && typeof list.value === 'string') return [list];
		if (isSeq(list)) return list.items.flatMap(item => this.#resolved(item as Node | null) ?? []);
		this.problem(node, `${what} should be a list.`);
		return [];
	}

	text(node: Node | undefined): string | undefined {
		return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
	}

	/** A text, or a number as a text. */
	textOrNumber(node: Node | undefined): string | undefined {
		return isScalar(node) && (typeof node.value === 'string' || typeof node.value === 'number') ? String(node.value) : undefined;
	}

	flag(node: Node | undefined, what: string): boolean | undefined {
		if (isScalar(node) && typeof node.value === 'boolean') return node.value;
		this.problem(node, `${what} should be true or false.`);
		return undefined;
	}

	choice<T extends string>(node: Node | undefined, what: string, among: readonly T[]): T | undefined {
		const text = this.text(node);
		const found = among.find(choice => choice === text);
		if (found === undefined) {
			const near = text === undefined ? undefined : nearest(text, among);
			this.problem(node, `${what} should be one of ${among.join(', ')}.${near ? ` Did you mean ${near}?` : ''}`);
		}
		return found;
	}

	problem(node: Node | undefined, sentence: string): void {
		this.#say(node?.range ?? [0, 0], sentence, false);
	}

	#say([start, end]: readonly [number, number, ...unknown[]], message: string, broken: boolean): void {
		this.problems.push({ file: this.#file, range: this.#lines.rangeOf({ start, end: Math.max(start, end) }), message, broken });
	}

	#resolved(node: Node | null | undefined): Node | undefined {
		return (isAlias(node) && this.#document ? node.resolve(this.#document) : node) ?? undefined;
	}
}

/** The parser speaks to programmers in one place. */
function sentenceOf(code: string, message: string): string {
	if (code === 'MULTIPLE_DOCS') return 'The file should be one YAML document: take out what follows the line "---".';
	return `This is not valid YAML: ${message.replace(/\.?\s*$/, '.')}`;
}
