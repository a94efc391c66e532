import type { RawScript } from './raw.ts';
import { readScript } from './reader.ts';

/**
 * What shell texts gave, by text. It holds two generations: when the young one is full, it becomes the old one, and what nobody asks for until
 * the next time is gone. A host keeps one over many versions of a file.
 */
export class ShellCache {
	readonly #characters: number;
	#young = new Map<string, RawScript>();
	#old = new Map<string, RawScript>();
	#weight = 0;

	/** `characters`: how much text a generation holds; an entry counts as a hundred at least. */
	constructor(characters = 500_000) {
		this.#characters = characters;
	}

	get(text: string): RawScript {
		const known = this.#young.get(text);
		if (known) return known;
		const script = this.#old.get(text) ?? readScript(text);
		this.#weight += Math.max(text.length, 100);
		if (this.#weight > this.#characters) {
			this.#old = this.#young;
			this.#young = new Map();
			this.#weight = text.length;
		}
		if (text.length <= this.#characters) this.#young.set(text, script);
		return script;
	}
}
