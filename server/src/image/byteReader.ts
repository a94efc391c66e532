/** A stream that ended before what it announced, or that is not what it claims to be. */
export class DamagedArchive extends Error {
	override readonly name = 'DamagedArchive';
}

/** Reads exact amounts from a stream of chunks of any size, without copying more than it must. */
export class ByteReader {
	readonly #chunks: AsyncIterator<Uint8Array>;
	#chunk: Uint8Array = new Uint8Array(0);
	#at = 0;

	constructor(source: AsyncIterable<Uint8Array>) {
		this.#chunks = source[Symbol.asyncIterator]();
	}

	/** Up to `length` bytes; fewer only at the end. The result is valid until the next call unless it is copied. */
	async take(length: number): Promise<Uint8Array> {
		if (this.#chunk.length - this.#at >= length) return this.#advance(length);
		const taken = new Uint8Array(length);
		let filled = 0;
		while (filled < length && (await this.#fill())) {
			const part = this.#advance(Math.min(length - filled, this.#chunk.length - this.#at));
			taken.set(part, filled);
			filled += part.length;
		}
		return taken.subarray(0, filled);
	}

	/** Up to `length` bytes that the next call will give again. */
	async peek(length: number): Promise<Uint8Array> {
		const taken = await this.take(length);
		const rest = this.#chunk.subarray(this.#at);
		const joined = new Uint8Array(taken.length + rest.length);
		joined.set(taken);
		joined.set(rest, taken.length);
		this.#chunk = joined;
		this.#at = 0;
		return joined.subarray(0, taken.length);
	}

	/** True if that much was there. */
	async skip(length: number): Promise<boolean> {
		let left = length;
		while (left > 0 && (await this.#fill())) left -= this.#advance(Math.min(left, this.#chunk.length - this.#at)).length;
		return left === 0;
	}

	/** The next bytes as they come, at most `length` of them. Nothing is `undefined` but the end. */
	async some(length: number): Promise<Uint8Array | undefined> {
		return (await this.#fill()) ? this.#advance(Math.min(length, this.#chunk.length - this.#at)) : undefined;
	}

	/** Everything that is left. */
	async *rest(): AsyncGenerator<Uint8Array, void, undefined> {
		for (let chunk = await this.some(Number.MAX_SAFE_INTEGER); chunk; chunk = await this.some(Number.MAX_SAFE_INTEGER)) yield chunk;
	}

	async close(): Promise<void> {
		await this.#chunks.return?.();
	}

	#advance(length: number): Uint8Array {
		const part = this.#chunk.subarray(this.#at, this.#at + length);
		this.#at += length;
		return part;
	}

	/** Makes at least one byte available; false at the end. */
	async #fill(): Promise<boolean> {
		while (this.#at >= this.#chunk.length) {
			const next = await this.#chunks.next();
			if (next.done) return false;
			this.#chunk = next.value;
			this.#at = 0;
		}
		return true;
	}
}
