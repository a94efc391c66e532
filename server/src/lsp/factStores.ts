import { type FactKind, FactStore } from '../service/index.ts';

/** Questions about images mean the same in every document; those about files belong to one. */
export function isAboutImages(kind: FactKind): boolean {
	return kind === 'imageDigest' || kind === 'imageTags';
}

/** The answers one document sees: its own about files, everybody's about images. */
export class DocumentFacts extends FactStore {
	readonly #images: FactStore;
	readonly #files = new Map<string, readonly [FactKind, string]>();
	#revision = 0;

	constructor(images: FactStore) {
		super();
		this.#images = images;
	}

	/** Grows whenever an answer comes or goes. */
	get revision(): number {
		return this.#revision;
	}

	override get(kind: FactKind, key: string): unknown {
		return isAboutImages(kind) ? this.#images.get(kind, key) : super.get(kind, key);
	}

	override set(kind: FactKind, key: string, value: unknown): void {
		if (isAboutImages(kind)) this.#images.set(kind, key, value);
		else {
			super.set(kind, key, value);
			this.#files.set(`${kind} ${key}`, [kind, key]);
		}
		this.#revision++;
	}

	/** Files have changed: all that was known of them is open again. */
	forgetFiles(): void {
		for (const [kind, key] of this.#files.values()) super.delete(kind, key);
		this.#files.clear();
		this.#revision++;
	}

	override delete(kind: FactKind, key: string): void {
		if (isAboutImages(kind)) this.#images.delete(kind, key);
		else super.delete(kind, key);
		this.#revision++;
	}
}

/** For an action that a person has chosen: what a tag means is asked again, files count as known. */
export class FreshImageFacts extends FactStore {
	readonly #known: FactStore;

	constructor(known: FactStore) {
		super();
		this.#known = known;
	}

	override get(kind: FactKind, key: string): unknown {
		return isAboutImages(kind) ? super.get(kind, key) : this.#known.get(kind, key);
	}

	override set(kind: FactKind, key: string, value: unknown): void {
		if (isAboutImages(kind)) super.set(kind, key, value);
		this.#known.set(kind, key, value);
	}
}
