/** Walking a YAML file while remembering where everything stands. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

export interface YamlEntry {
	readonly key: string;
	readonly keyNode: Node;
	readonly value: Node | undefined;
}

export class YamlReader {
	readonly problems: string[] = [];
	readonly root: Node | undefined;
	readonly #name: string;
	readonly #lines = new LineCounter();
	readonly #document: ReturnType<typeof parseDocument>;

	/** `name` is what messages call the file. */
	constructor(text: string, name: string) {
		this.#name = name;
		this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
		for (const error of this.#document.errors) this.#say(error.pos[0], `This is not valid YAML: ${error.message.replace(/\.?\s*$/, '.')}`);
		// half a tree would say half of what was meant
		this.root = this.problems.length > 0 ? undefined : (this.#document.contents ?? undefined);
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

	flag(node: Node | undefined): boolean | undefined {
		return isScalar(node) && typeof node.value === 'boolean' ? node.value : undefined;
	}

	choice<T extends string>(node: Node | undefined, what: string, among: readonly T[]): T | undefined {
		const text = this.text(node);
		const found = among.find(choice => choice === text);
		if (found === undefined) this.problem(node, `${what} should be one of ${among.join(', ')}.`);
		return found;
	}

	problem(node: Node | undefined, sentence: string): void {
		this.#say(node?.range?.[0] ?? 0, sentence);
	}

	#say(offset: number, sentence: string): void {
		const { line, col } = this.#lines.linePos(offset);
		this.problems.push(`${this.#name}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${sentence}`);
	}

	#resolved(node: Node | null | undefined): Node | undefined {
		return (isAlias(node) ? node.resolve(this.#document) : node) ?? undefined;
	}
}
