const magic = { file: 0x506d7052, slot: 0x746f6c53, blob: 0x53626c42 } as const;
const pageBytes = 4096;
const slotBytes = 16;
/** The first page begins with the file's own header. */
const firstSlot = 32;
const blockBytes = 16;
const blobHeadBytes = 16;

/**
 * The blobs of a `Packages.db`, which SUSE's RPM has (rpm's `lib/backend/ndb/rpmpkg.c`): pages of slots, each with the place of a blob in blocks of
 * 16 bytes. All numbers have their lowest byte first. `undefined` if it is no such file.
 */
export function ndbBlobs(file: Uint8Array): Uint8Array[] | undefined {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	if (file.length < firstSlot || view.getUint32(0, true) !== magic.file) return undefined;
	const end = Math.min(view.getUint32(12, true) * pageBytes, file.length - slotBytes + 1);
	const blobs: Uint8Array[] = [];
	for (let slot = firstSlot; slot < end; slot += slotBytes) {
		const [is, index, block] = [0, 4, 8].map(at => view.getUint32(slot + at, true)) as [number, number, number];
		const head = block * blockBytes;
		if (is !== magic.slot || index === 0 || block === 0 || head + blobHeadBytes > file.length || view.getUint32(head, true) !== magic.blob) continue;
		blobs.push(file.subarray(head + blobHeadBytes, head + blobHeadBytes + view.getUint32(head + 12, true)));
	}
	return blobs;
}
