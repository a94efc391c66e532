import { ByteReader, DamagedArchive } from './byteReader.ts';

export type Decompress = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** The host's decompressors. What a host lacks is left out. */
export interface Decompressors {
	readonly gzip?: Decompress;
	readonly zstd?: Decompress;
}

export type Compression = 'none' | 'gzip' | 'zstd';

/** A host without the decompressor that an image needs. The message is a sentence. */
export class MissingDecompressor extends DamagedArchive {}

export function compressionOf(head: Uint8Array): Compression {
	if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
	return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd ? 'zstd' : 'none';
}

/** The bytes behind a stream that may be compressed. */
export async function decompressed(reader: ByteReader, decompressors: Decompressors): Promise<{ reader: ByteReader; compression: Compression }> {
	const compression = compressionOf(await reader.peek(4));
	if (compression === 'none') return { reader, compression };
	const decompress = decompressors[compression];
	if (!decompress) {
		throw new MissingDecompressor(
			compression === 'zstd'
				? 'A layer is compressed with zstd, which Node.js can read from version 22.15 on.'
				: 'A layer is compressed with gzip, which cannot be read here.',
		);
	}
	return { reader: new ByteReader(decompress(reader.rest())), compression };
}
