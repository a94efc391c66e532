/** Node's decompressors for the image room. */
import { Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import type { Decompress, Decompressors } from '../image/decompress.ts';

export const decompressors: Decompressors = {
	gzip: source => through(source, zlib.createGunzip()),
	...zstd(),
};

/** Node has zstd from version 22.15 on; without it the image room says so where an image needs it. */
function zstd(): { zstd?: Decompress } {
	return typeof zlib.createZstdDecompress === 'function' ? { zstd: source => through(source, zlib.createZstdDecompress()) } : {};
}

function through(source: AsyncIterable<Uint8Array>, transform: Transform): AsyncIterable<Uint8Array> {
	const packed = Readable.from(source, { objectMode: false });
	packed.on('error', error => transform.destroy(error));
	return packed.pipe(transform);
}
