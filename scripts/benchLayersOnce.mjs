// One measurement of the layers of an archive, in a process of its own.
import { createReadStream } from 'node:fs';
import { decompressors } from '../server/src/host/decompress.ts';
import { checksum, ImageArchive } from '../server/src/host/imageArchive.ts';
import { LayerCache } from '../server/src/host/layerCache.ts';
import { readArchiveTar } from '../server/src/image/archive.ts';
import { ImageFiles } from '../server/src/image/imageFiles.ts';

const [path, cacheFolder] = process.argv.slice(2);
const laps = {};
async function lap(name, run) {
	const start = performance.now();
	const result = await run();
	laps[name] = Math.round(performance.now() - start);
	return result;
}

const archive = await ImageArchive.open(path);
const [image] = archive.images;
const indexes = await lap('index', () => archive.layers(image));
await lap('scores', () => {
	const files = new ImageFiles(indexes);
	return [files.waste, files.dive, files.list({ upTo: indexes.length - 1 }, { folder: '', sort: 'size', start: 0, count: 100 })];
});
const cache = new LayerCache(cacheFolder);
for (const index of indexes) await cache.put(index);
await lap('cached', () => archive.layers(image, { cache }));
archive.close();
await lap('stream', () => readArchiveTar(createReadStream(path, { highWaterMark: 1 << 20 }), decompressors, { checksum }));
console.log(JSON.stringify({ ...laps, entries: indexes.reduce((sum, { files }) => sum + files.length, 0) }));
