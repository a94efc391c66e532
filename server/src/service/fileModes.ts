/** Modes of chmod, `--chmod` and the like. */

/** True if everybody may write: an octal mode (`0777`) or a symbolic one (`a+rwx`). A sticky bit makes it a shared folder, which is fine. */
export function isWorldWritable(mode: string): boolean {
	if (/^[0-7]{1,5}$/.test(mode)) {
		const bits = Number.parseInt(mode, 8);
		return (bits & 0o2) !== 0 && (bits & 0o1000) === 0;
	}
	if (!/^[ugoa]*[-+=][rwxXst]*(?:,[ugoa]*[-+=][rwxXst]*)*$/.test(mode)) return false;
	const clauses = mode.split(',');
	const grants = clauses.some(clause => /^[ug]*[oa][ugoa]*[+=][rwxXst]*w/.test(clause));
	return grants && !clauses.some(clause => /[+=][rwxXs]*t/.test(clause));
}

/** The octal mode that takes writing from all but the owner; `undefined` for symbolic modes. */
export function withoutForeignWriting(mode: string): string | undefined {
	if (!/^[0-7]{3,5}$/.test(mode)) return undefined;
	return (Number.parseInt(mode, 8) & ~0o022).toString(8).padStart(mode.length, '0');
}
