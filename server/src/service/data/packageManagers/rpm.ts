import { isPath, isUrl, options, type PackageManager, type PackageSpec, type Pin, versioned, whole } from './manager.ts';

const architecture = /\.(?:x86_64|i[3-6]86|noarch|aarch64|armv7hl|ppc64le|s390x|riscv64|src)$/;

/** `name-[epoch:]version[-release]`: the last parts begin with a digit. `dotnet-sdk-8.0` is a name, but cannot be told from this. */
const nevra = /^(.+?)-((?:\d+:)?\d[^-]*(?:-\d[^-]*)?)$/;

const relation = /^(.*?[^\s<>=])\s*(>=|<=|==?|<|>)\s*(?=\S)/;

/** An operand of dnf, yum, zypper. */
export function readRpm(operand: string): PackageSpec | undefined {
	if (isUrl(operand)) return whole('url', operand);
	if (isPath(operand) || operand.endsWith('.rpm')) return whole('file', operand);
	const related = relation.exec(operand);
	if (related) return versioned(operand, related[1]?.length ?? 0, related[0].length, /^==?$/.test(related[2] ?? '') ? pinOf(operand) : 'range');
	// pkgconfig(x), dnf-command(copr)
	if (/^[^$]*\(/.test(operand)) return whole('capability', operand);
	// kernel-devel-$(uname -r)
	const variable = /-(?:\d+:)?[$`]/.exec(operand);
	if (variable && variable.index > 0) return versioned(operand, variable.index, variable.index + 1, 'variable');
	const name = nevra.exec(operand.replace(architecture, ''))?.[1];
	return name === undefined ? whole('package', operand, 'none') : versioned(operand, name.length, name.length + 1, pinOf(operand));
}

function pinOf(operand: string): Pin {
	return operand.includes('*') ? 'partial' : 'exact';
}

const group = (operand: string) => whole('group', operand, 'none');

/** `@development-tools`; `@nodejs:20` is a module with its stream. */
const read = (operand: string) => (operand.startsWith('@') ? { ...readModule(operand), kind: 'group' as const } : readRpm(operand));

/** `nodejs:20/minimal`. */
function readModule(operand: string): PackageSpec {
	const [, name = operand, stream] = /^([^:/]*)(?::([^/]*))?/.exec(operand) ?? [];
	if (!stream) return { ...whole('package', operand, 'none'), name: { start: 0, end: name.length } };
	const start = name.length + 1;
	return { kind: 'package', name: { start: 0, end: name.length }, version: { start, end: start + stream.length }, pin: 'partial' };
}

const forms: Pick<PackageManager, 'install' | 'update' | 'nested' | 'valued'> = {
	install: {
		install: { read },
		localinstall: { read },
		reinstall: { read },
		'install-n': { read },
		'install-na': { read },
		'install-nevra': { read },
		groupinstall: { read: group },
		'group install': { read: group },
		'groups install': { read: group },
		'module install': { read: readModule },
	},
	update: ['makecache', 'mc'],
	nested: ['group', 'groups', 'module'],
	valued: options(
		'-c --config -d --debuglevel -e --errorlevel -R --randomwait -x --exclude --excludepkgs --disablerepo --disable-repo --enablerepo',
		'--enable-repo --repo --repoid --repofrompath --installroot --releasever --setopt --comment --color --destdir --downloaddir --forcearch',
		'--advisory --advisories --bz --bzs --cve --cves --sec-severity --secseverity --disableplugin --enableplugin --disable-plugin',
		'--enable-plugin --disableexcludes --disableexcludepkgs --disableincludes --rpmverbosity --from-repo --from-vendor --store --id',
	),
};

/** [dnf](https://dnf5.readthedocs.io/), microdnf and tdnf. */
export const dnf: PackageManager = { ...forms, id: 'dnf', programs: ['dnf', 'dnf5', 'dnf-3', 'microdnf', 'tdnf'], aliases: ['DL3041'] };

export const yum: PackageManager = { ...forms, id: 'yum', programs: ['yum'], aliases: ['DL3033'] };
