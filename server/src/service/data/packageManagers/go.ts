import { isPath, options, type PackageManager, type PackageSpec, type Pin, versioned, whole } from './manager.ts';

const pinOf = (version: string): Pin => {
	if (/^v\d+\.\d+\.\d+/.test(version) || /^[0-9a-f]{7,40}$/.test(version)) return 'exact';
	if (/^v\d+(?:\.\d+)?$/.test(version)) return 'partial';
	return /^[<>]/.test(version) ? 'range' : 'tag';
};

/** A [module query](https://go.dev/ref/mod#version-queries). Paths whose first part has no dot are the standard library's or the project's. */
const read =
	(bare: Pin) =>
	(operand: string): PackageSpec | undefined => {
		if (operand.endsWith('.go')) return whole('file', operand);
		if (isPath(operand) || !/^[^/@]*\.[^/@]*\//.test(operand)) return whole('folder', operand);
		const at = operand.indexOf('@');
		if (at === -1) return whole('package', operand, bare);
		const version = operand.slice(at + 1);
		return version === 'none' ? undefined : versioned(operand, at, at + 1, pinOf(version));
	};

/** [The go command](https://pkg.go.dev/cmd/go): without a version, `install` and `run` take that of go.mod, or refuse. */
export const go: PackageManager = {
	id: 'go',
	programs: ['go'],
	aliases: ['DL3062', 'DF054'],
	install: {
		install: { read: read('elsewhere'), readsProject: true },
		get: { read: read('none'), readsProject: true },
		run: { read: read('elsewhere'), runs: true },
	},
	project: ['mod download', 'mod vendor'],
	nested: ['mod'],
	valued: options(
		'-C -o -p -asmflags -buildmode -compiler -covermode -coverpkg -exec -gccgoflags -gcflags -installsuffix -ldflags -mod -modfile -overlay',
		'-pgo -pkgdir -tags -toolexec',
	),
	singleDash: true,
};
