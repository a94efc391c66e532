import { decodeUtf8 } from '../utf8.ts';
import { berkeleyValues } from './berkeleyHash.ts';
import { ndbBlobs } from './ndb.ts';
import type { InstalledPackage } from './package.ts';
import { sqliteBlobs } from './sqliteTable.ts';

export interface RpmPackage extends InstalledPackage {
	/** Paths without a slash at their start. */
	files(): readonly string[];
}

/** Tags of a header (rpm.org, "Tags"). */
const tag = { name: 1000, version: 1001, release: 1002, epoch: 1003, dirIndexes: 1116, baseNames: 1117, dirNames: 1118 } as const;
const entryBytes = 16;

/**
 * RPM's database, which is a file of SQLite (`rpmdb.sqlite`, since 4.16), of its own format (`Packages.db`, SUSE) or of Berkeley DB (`Packages`,
 * before 4.16): in each of them one header for each package. What is damaged is left out; keys that signatures are checked with are no packages.
 */
export function rpmPackages(database: Uint8Array): RpmPackage[] {
	return rpmHeaders(database).flatMap(bytes => {
		const header = RpmHeader.of(bytes);
		const [name, version, release] = [tag.name, tag.version, tag.release].map(wanted => header?.texts(wanted)[0]);
		if (!header || name === undefined || version === undefined || name === 'gpg-pubkey') return [];
		const [epoch] = header.numbers(tag.epoch);
		const whole = `${epoch ? `${epoch}:` : ''}${version}${release === undefined ? '' : `-${release}`}`;
		return [{ manager: 'rpm' as const, name, version: whole, files: () => filesOf(header) }];
	});
}

/** Each as it stands in the database. */
export function rpmHeaders(database: Uint8Array): readonly Uint8Array[] {
	return sqliteBlobs(database, 'Packages') ?? ndbBlobs(database) ?? berkeleyValues(database) ?? [];
}

function filesOf(header: RpmHeader): string[] {
	const folders = header.texts(tag.dirNames);
	const indexes = header.numbers(tag.dirIndexes);
	return header.texts(tag.baseNames).map((name, at) => `${folders[indexes[at] ?? -1] ?? ''}${name}`.replace(/^\//, ''));
}

const int32 = 4;
const textTypes: readonly number[] = [6, 8, 9];

/** Numbers of entries and bytes, the entries (tag, type, offset, count), then the data they point into. All numbers have their highest byte first. */
class RpmHeader {
	readonly #bytes: Uint8Array;
	readonly #view: DataView;
	readonly #entries: number;

	private constructor(bytes: Uint8Array, view: DataView, entries: number) {
		this.#bytes = bytes;
		this.#view = view;
		this.#entries = entries;
	}

	static of(bytes: Uint8Array): RpmHeader | undefined {
		if (bytes.length < 8) return undefined;
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const entries = view.getUint32(0);
		return 8 + entries * entryBytes + view.getUint32(4) <= bytes.length ? new RpmHeader(bytes, view, entries) : undefined;
	}

	texts(wanted: number): string[] {
		const found = this.#find(wanted);
		if (!found || !textTypes.includes(found.type)) return [];
		const texts: string[] = [];
		for (let at = found.at; texts.length < found.count; ) {
			const end = this.#bytes.indexOf(0, at);
			if (end === -1) break;
			texts.push(decodeUtf8(this.#bytes.subarray(at, end)));
			at = end + 1;
		}
		return texts;
	}

	numbers(wanted: number): number[] {
		const found = this.#find(wanted);
		if (!found || found.type !== int32) return [];
		const count = Math.min(found.count, Math.floor((this.#bytes.length - found.at) / 4));
		return Array.from({ length: Math.max(0, count) }, (_, index) => this.#view.getUint32(found.at + 4 * index));
	}

	#find(wanted: number): { readonly type: number; readonly at: number; readonly count: number } | undefined {
		for (let entry = 8; entry < 8 + this.#entries * entryBytes; entry += entryBytes) {
			if (this.#view.getUint32(entry) !== wanted) continue;
			const [type, offset, count] = [4, 8, 12].map(at => this.#view.getUint32(entry + at)) as [number, number, number];
			return { type, at: 8 + this.#entries * entryBytes + offset, count };
		}
		return undefined;
	}
}
