// Writes an image archive of realistic size, as `docker save` writes it, from files of this machine: for the benchmark.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const block = 512;

/** One header; a name that is too long for it comes in a GNU header before. */
function header(path, size, type = '0') {
	const name = Buffer.from(path);
	const before = name.length > 100 ? [header('././@LongLink', name.length + 1, 'L'), padded(Buffer.concat([name, Buffer.alloc(1)]))] : [];
	const bytes = Buffer.alloc(block);
	name.copy(bytes, 0, 0, 100);
	for (const [value, at, width] of [
		[type === '5' ? 0o755 : 0o644, 100, 8],
		[0, 108, 8],
		[0, 116, 8],
		[size, 124, 12],
		[1_700_000_000, 136, 12],
	])
		bytes.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
	bytes.write(`        ${type}`, 148);
	bytes.write('ustar\x0000', 257);
	bytes.write(
		`${bytes
			.reduce((sum, byte) => sum + byte, 0)
			.toString(8)
			.padStart(6, '0')}\0 `,
		148,
	);
	return Buffer.concat([...before, bytes]);
}

function padded(data) {
	return Buffer.concat([data, Buffer.alloc((block - (data.length % block)) % block)]);
}

function* filesBelow(folder) {
	for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) yield* filesBelow(path);
		else if (entry.isFile()) yield path;
	}
}

/** `folders`: where the files come from, in order. The last layers change, touch and remove what the first ones have. */
export function writeBigImage(path, { folders, layers = 21, entries = 90_000, bytes = 1_200_000_000, whiteouts = 1_000 }) {
	const out = openSync(path, 'w');
	let written = 0;
	const write = data => {
		writeSync(out, data);
		written += data.length;
	};
	const chosen = [];
	let total = 0;
	const longest = (bytes / entries) * 2000;
	for (const file of folders.flatMap(folder => [...filesBelow(folder)])) {
		const { size } = statSync(file);
		if (size > longest || total + size > bytes) continue;
		chosen.push({ file, size });
		total += size;
		if (chosen.length >= entries * 0.57) break;
	}
	const members = [];
	for (let layer = 0; layer < layers; layer++) {
		const parts = [];
		const add = (name, data) => parts.push(header(name, data.length), padded(data));
		const own = chosen.filter((_, index) => index % layers === layer);
		const seenFolders = new Set();
		for (const { file } of own) {
			const name = file.slice(1);
			const parent = name.slice(0, name.lastIndexOf('/'));
			if (!seenFolders.has(parent)) parts.push(header(`${parent}/`, 0, '5'));
			seenFolders.add(parent);
			add(name, readFileSync(file));
		}
		if (layer > layers / 2) {
			const below = chosen.filter((_, index) => index % layers < layer);
			const share = Math.ceil(whiteouts / (layers / 2));
			for (const { file } of below.slice(layer * share, (layer + 1) * share)) {
				const name = file.slice(1);
				const slash = name.lastIndexOf('/');
				add(`${name.slice(0, slash)}/.wh.${name.slice(slash + 1)}`, Buffer.alloc(0));
			}
		}
		parts.push(Buffer.alloc(2 * block));
		const tar = Buffer.concat(parts);
		const diffId = createHash('sha256').update(tar).digest('hex');
		members.push(diffId);
		write(header(`blobs/sha256/${diffId}`, tar.length));
		write(padded(tar));
	}
	const config = Buffer.from(
		JSON.stringify({
			os: 'linux',
			architecture: 'amd64',
			config: {},
			history: members.map((_, index) => ({ created_by: `RUN /bin/sh -c step ${index} # buildkit`, comment: 'buildkit.dockerfile.v0' })),
			rootfs: { type: 'layers', diff_ids: members.map(diffId => `sha256:${diffId}`) },
		}),
	);
	const configDigest = createHash('sha256').update(config).digest('hex');
	const manifest = Buffer.from(
		JSON.stringify([{ Config: `blobs/sha256/${configDigest}`, RepoTags: ['bench:1'], Layers: members.map(diffId => `blobs/sha256/${diffId}`) }]),
	);
	for (const [name, data] of [
		[`blobs/sha256/${configDigest}`, config],
		['manifest.json', manifest],
	]) {
		write(header(name, data.length));
		write(padded(data));
	}
	write(Buffer.alloc(2 * block));
	closeSync(out);
	return { files: chosen.length, bytes: written };
}
