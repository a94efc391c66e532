import { ByteReader, DamagedArchive } from './byteReader.ts';
import { blockSize, hasAnotherSparseMap, padding, type TarHeader, TarHeaders } from './tarHeader.ts';

export interface TarEntry extends TarHeader {
	/** The file's bytes, only while this entry is the current one. What is not read is skipped. */
	readonly content: AsyncIterable<Uint8Array>;
}

/** Reads a tar entry by entry. Ends at the first zero block, as tar does. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry, void, undefined> {
	const reader = new ByteReader(source);
	try {
		yield* entries(reader);
	} finally {
		await reader.close();
	}
}

async function* entries(reader: ByteReader): AsyncGenerator<TarEntry, void, undefined> {
	const headers = new TarHeaders();
	for (;;) {
		const header = headers.read(await reader.take(blockSize));
		if (header === undefined) return;
		if (typeof header === 'number') {
			const data = await reader.take(header);
			if (data.length < header) throw new DamagedArchive('the tar ends within a header extension');
			headers.extend(data);
			await reader.skip(padding(header));
			continue;
		}
		if (header.hasSparseMaps) await skipSparseMaps(reader);
		const body = new Body(reader, header.stored);
		yield { ...header, content: body };
		await body.finish();
	}
}

/** The data blocks of one entry. */
class Body implements AsyncIterable<Uint8Array> {
	readonly #reader: ByteReader;
	readonly #padding: number;
	#left: number;

	constructor(reader: ByteReader, size: number) {
		this.#reader = reader;
		this.#left = size;
		this.#padding = padding(size);
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
		while (this.#left > 0) {
			const chunk = await this.#reader.some(this.#left);
			if (!chunk) throw new DamagedArchive('the tar ends within a file');
			this.#left -= chunk.length;
			yield chunk;
		}
	}

	async finish(): Promise<void> {
		const rest = this.#left;
		this.#left = 0;
		if (!(await this.#reader.skip(rest))) throw new DamagedArchive('the tar ends within a file');
		await this.#reader.skip(this.#padding);
	}
}

async function skipSparseMaps(reader: ByteReader): Promise<void> {
	for (let hasMore = true; hasMore; ) {
		const map = await reader.take(blockSize);
		if (map.length < blockSize) throw new DamagedArchive('the tar ends within a sparse map');
		hasMore = hasAnotherSparseMap(map);
	}
}
