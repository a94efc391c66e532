/** Makes tars for tests, so that each oddity of the format can be asked for. */
export interface TarItem {
	readonly path: string;
	readonly content?: string | Uint8Array;
	/** The type flag: '0' file (default), '1' hard link, '2' symlink, '5' directory, 'x' pax, 'L' GNU long name. */
	readonly type?: string;
	readonly link?: string;
	readonly mode?: number;
	/** Goes before the header as a pax record. */
	readonly pax?: Readonly<Record<string, string>>;
	/** Writes the size in base 256. */
	readonly base256?: boolean;
	/** Splits the path between the ustar prefix and name fields. */
	readonly prefix?: string;
	/** Announces this size instead of the content's. */
	readonly size?: number;
	/** 'ustar' (default), 'gnu' or 'v7'. */
	readonly format?: 'ustar' | 'gnu' | 'v7';
}

/** The archive with its two closing zero blocks. */
export function tar(items: readonly TarItem[]): Uint8Array {
	return Buffer.concat([...items.flatMap(item => parts(item)), Buffer.alloc(1024)]);
}

function parts(item: TarItem): Buffer[] {
	const data = Buffer.from(item.content === undefined ? '' : (item.content as Uint8Array));
	const before = item.pax === undefined ? [] : parts({ path: 'PaxHeaders/x', type: 'x', content: paxRecords(item.pax) });
	return [...before, header(item, item.size ?? data.length), data, Buffer.alloc((512 - (data.length % 512)) % 512)];
}

function paxRecords(records: Readonly<Record<string, string>>): string {
	return Object.entries(records)
		.map(([key, value]) => {
			const body = Buffer.byteLength(` ${key}=${value}\n`);
			let length = body + String(body).length;
			if (body + String(length).length !== length) length = body + String(length).length;
			return `${length} ${key}=${value}\n`;
		})
		.join('');
}

function header(item: TarItem, size: number): Buffer {
	const block = Buffer.alloc(512);
	block.write(item.path, 0, 100);
	const numbers: readonly (readonly [number, number, number])[] = [
		[item.mode ?? 0o644, 100, 8],
		[1000, 108, 8],
		[100, 116, 8],
		[size, 124, 12],
		[1700000000, 136, 12],
	];
	for (const [value, at, width] of numbers) block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
	if (item.base256) {
		block.fill(0, 124, 136);
		block[124] = 0x80;
		block.writeBigUInt64BE(BigInt(size), 128);
	}
	block.write(`        ${item.type ?? '0'}`, 148);
	block.write(item.link ?? '', 157, 100);
	if (item.format === 'gnu') block.write('ustar  \0', 257);
	else if (item.format !== 'v7') block.write('ustar\x0000', 257);
	block.write(item.prefix ?? '', 345, 155);
	const sum = block.reduce((total, byte) => total + byte, 0);
	block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
	return block;
}

/** A stream that cuts its bytes into pieces of `size`. */
export async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
