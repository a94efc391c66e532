import { isPath, isUrl, options, type PackageManager, type PackageSpec, versioned, whole } from './manager.ts';

const read = (operand: string): PackageSpec | undefined => {
	if (isPath(operand) || isUrl(operand) || /\.(?:deb|ddeb|udeb)$/.test(operand)) return whole('file', operand);
	const equals = operand.indexOf('=');
	if (equals > 0) return versioned(operand, equals, equals + 1, operand.endsWith('*') ? 'partial' : 'exact');
	const slash = operand.indexOf('/');
	// a release: curl/bookworm-backports
	if (slash > 0) return versioned(operand, slash, slash + 1, 'elsewhere');
	// a dash deletes; a plus may belong to the name (g++)
	if (operand.endsWith('-')) return undefined;
	return operand.endsWith('^') ? whole('group', operand, 'none') : whole('package', operand, 'none');
};

/** [apt-get](https://manpages.debian.org/apt-get) and apt, which share options. */
export const apt: PackageManager = {
	id: 'apt',
	programs: ['apt-get', 'apt', 'apt-fast', 'nala'],
	aliases: ['DL3008', 'DF005'],
	install: { install: { read }, reinstall: { read } },
	update: ['update'],
	valued: options(
		'-t --target-release --default-release -o --option -c --config-file -a --host-architecture -P --build-profiles -S --snapshot',
		'--solver --planner --with-source',
	),
};

/** [aptitude](https://manpages.debian.org/aptitude): its letters mean other things. */
export const aptitude: PackageManager = {
	id: 'apt',
	programs: ['aptitude'],
	aliases: ['DL3008', 'DF005'],
	install: {
		// search patterns (~nfoo, ?name(foo)), and marks for removal (foo_, foo:) or as automatic (foo&M)
		install: {
			read: operand => (/^[~?]|[_:]$|[&]\S+$/.test(operand) ? undefined : read(operand.replace(/\+M?$/, plus => (operand.endsWith('++') ? plus : '')))),
		},
		reinstall: { read },
	},
	update: ['update'],
	valued: options(
		'-t --target-release --default-release -o -F --display-format -O --sort -w --width -S --add-user-tag --add-user-tag-to',
		'--remove-user-tag --remove-user-tag-from --group-by --log-file --log-level --show-package-names',
	),
};
