import { isPath, isUrl, options, type PackageManager, type PackageSpec, type Pin, whole } from './manager.ts';

/** name, tagged repository, operator, version: `curl@edge>=8`. */
const dependency = /^([^=<>~@]+)(?:@[^=<>~]*)?(?:(>=|<=|~=|=~|><|[=<>~])([^@]*))?/;

const read = (operand: string): PackageSpec | undefined => {
	if (isPath(operand) || isUrl(operand) || operand.endsWith('.apk')) return whole('file', operand);
	// a conflict, and the name of a set that was made by --virtual
	if (/^[!.]/.test(operand)) return undefined;
	if (/^(?:so|cmd|pc|py\d[\d.]*|ocaml4-intf):/.test(operand)) return whole('capability', operand);
	const [found = '', name = '', operator, version] = dependency.exec(operand) ?? [];
	if (operator === undefined || version === undefined) return { ...whole('package', operand, 'none'), name: { start: 0, end: name.length || operand.length } };
	const pin: Pin = operator === '=' ? 'exact' : operator.includes('~') ? 'partial' : 'range';
	return { kind: 'package', name: { start: 0, end: name.length }, version: { start: found.length - version.length, end: found.length }, pin };
};

/** [apk-tools](https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper), versions 2 and 3. */
export const apk: PackageManager = {
	id: 'apk',
	programs: ['apk'],
	aliases: ['DL3018', 'DF052'],
	install: { add: { read } },
	update: ['update'],
	valued: options(
		'-t --virtual -p --root -X --repository --arch --cache-dir --cache-max-age --keys-dir --progress-fd --repositories-file',
		'--repository-config --timeout --wait',
	),
	virtual: ['-t', '--virtual'],
};
