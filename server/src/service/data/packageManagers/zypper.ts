import { options, type PackageManager, type PackageSpec, whole } from './manager.ts';
import { readRpm } from './rpm.ts';

const read = (operand: string): PackageSpec | undefined => {
	// taken off
	if (/^[-!~]/.test(operand)) return undefined;
	const prefix = /^(?:\+|package:|srcpackage:)/.exec(operand)?.[0].length ?? 0;
	if (/^(?:pattern|product|patch|application):/.test(operand)) return whole('group', operand, 'none');
	const spec = readRpm(operand.slice(prefix));
	if (!spec || prefix === 0) return spec;
	const moved = ({ start, end }: { start: number; end: number }) => ({ start: start + prefix, end: end + prefix });
	return { ...spec, name: moved(spec.name), version: spec.version && moved(spec.version) };
};

/** [zypper](https://en.opensuse.org/SDB:Zypper_manual). */
export const zypper: PackageManager = {
	id: 'zypper',
	programs: ['zypper'],
	aliases: ['DL3037'],
	install: { install: { read }, in: { read } },
	update: ['refresh', 'ref'],
	globalValued: options(
		'-c --config --userdata -R --root --installroot -C --cache-dir -D --reposd-dir --raw-cache-dir --solv-cache-dir --pkg-cache-dir',
		'-p --plus-repo --plus-content --releasever',
	),
	valued: options('-r --repo --from -t --type --download --solver-focus --recommends-for'),
	groupOption: { names: ['-t', '--type'], values: /^(?:pattern|product|patch)$/ },
};
