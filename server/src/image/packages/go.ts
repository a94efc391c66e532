import type { ImageFiles, SeenFile } from '../imageFiles.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { InstalledPackage } from './package.ts';

/** What a program's build information begins with, at a place that 16 divides (Go's `debug/buildinfo`). */
const magic = [0xff, ...[...' Go buildinf:'].map(letter => letter.charCodeAt(0))];
const alignment = 16;
const headerBytes = 32;
/** Set since Go 1.18: the texts follow the header. Before, it held addresses of them. */
const inlineTexts = 2;
/** The list of modules stands between two marks. */
const markBytes = 16;

/** No program of Go is smaller; those that are larger, and more of them than these, are not looked into. */
const smallestProgram = 1_000_000;
const largestProgram = 256_000_000;
export const mostPrograms = 20;

/** Programs that Go may have built, the largest first. */
export function mayBeGo({ visible }: Pick<ImageFiles, 'visible'>): readonly SeenFile[] {
	return [...visible.values()]
		.filter(({ file: { path, kind, mode, size } }) => {
			const isProgram = kind === 'file' && (mode & 0o111) !== 0 && !/\.so(?:\.[\d.]+)?$/.test(path);
			return isProgram && size >= smallestProgram && size <= largestProgram;
		})
		.sort((a, b) => b.file.size - a.file.size);
}

/** The modules that a program was linked from, and the standard library as "stdlib". Empty if Go 1.18 or newer did not build it. */
export function goModules(program: Uint8Array): InstalledPackage[] {
	for (let at = 0; at + headerBytes < program.length; at += alignment) {
		if (program[at] !== magic[0] || !magic.every((byte, index) => program[at + index] === byte)) continue;
		// a program that reads build information has the beginning in its own texts, too
		if (((program[at + magic.length + 1] ?? 0) & inlineTexts) === 0) continue;
		const version = bytesAt(program, at + headerBytes);
		const release = version && /^go(\d[\w.-]*)/.exec(decodeUtf8(version.bytes))?.[1];
		const modules = version && bytesAt(program, version.end);
		if (release === undefined || !modules) continue;
		return [{ manager: 'go', name: 'stdlib', version: release }, ...modulesIn(decodeUtf8(modules.bytes.subarray(markBytes, -markBytes)))];
	}
	return [];
}

/** Lines of words with tabs between them: `mod` or `dep`, path, version, checksum; `=>` is what stands in for the one above it. */
function modulesIn(text: string): InstalledPackage[] {
	const found: InstalledPackage[] = [];
	for (const line of text.split('\n')) {
		const [kind, name, version] = line.split('\t');
		if (!name || !version || (kind !== 'mod' && kind !== 'dep' && kind !== '=>')) continue;
		if (kind === '=>') found.pop();
		found.push({ manager: 'go', name, version });
	}
	return found;
}

/** Its length in bytes comes before it, seven bits in each byte, the lowest first. */
function bytesAt(bytes: Uint8Array, start: number): { readonly bytes: Uint8Array; readonly end: number } | undefined {
	let length = 0;
	let at = start;
	for (let shift = 1; ; shift *= 128) {
		const byte = bytes[at++];
		if (byte === undefined || shift > 2 ** 28) return undefined;
		length += (byte & 0x7f) * shift;
		if (byte < 0x80) break;
	}
	return at + length > bytes.length ? undefined : { bytes: bytes.subarray(at, at + length), end: at + length };
}
