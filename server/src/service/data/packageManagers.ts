/** What has to be known of a package manager to tell packages from the rest of its command line. */
export interface PackageManagerData {
	/** Programs that speak this command line. */
	readonly programs: readonly string[];
	/** Subcommands that install what follows. */
	readonly install: readonly string[];
	/** Subcommands that only fetch the index. */
	readonly update: readonly string[];
	/** Options whose value is the next word; such a word is no package. */
	readonly valued: readonly string[];
	/** Matches a package with a version that cannot move. */
	readonly pinned: RegExp;
	/** The id of the rule of hadolint that flags an unpinned package. */
	readonly alias: string | undefined;
}

const file = String.raw`(?:^|/)[^/]+\.(?:deb|apk|rpm|whl|tgz|tar\.gz|zip)$|^\.{0,2}/|://`;
const or = (...patterns: string[]) => new RegExp(patterns.join('|'));

export const packageManagers: Readonly<Record<string, PackageManagerData>> = {
	apt: {
		programs: ['apt-get', 'apt', 'aptitude'],
		install: ['install', 'reinstall'],
		update: ['update'],
		valued: ['-t', '--target-release', '--default-release', '-o', '--option', '-c', '--config-file', '-a', '--host-architecture', '-P', '--build-profiles'],
		pinned: or('=', '[+-]$', file),
		alias: 'DL3008',
	},
	apk: {
		programs: ['apk'],
		install: ['add'],
		update: ['update'],
		valued: [
			'-t',
			'--virtual',
			'-X',
			'--repository',
			'-p',
			'--root',
			'--keys-dir',
			'--repositories-file',
			'--arch',
			'--cache-dir',
			'--cache-max-age',
			'--progress-fd',
			'--wait',
			'--timeout',
		],
		pinned: or('[=<>~]', file),
		alias: 'DL3018',
	},
	pip: {
		programs: ['pip', 'pip3', 'pipx'],
		install: ['install'],
		update: [],
		valued: [
			'-r',
			'--requirement',
			'-c',
			'--constraint',
			'-e',
			'--editable',
			'-t',
			'--target',
			'-i',
			'--index-url',
			'--extra-index-url',
			'-f',
			'--find-links',
			'--trusted-host',
			'--prefix',
			'--root',
			'--src',
			'--platform',
			'--python-version',
			'--implementation',
			'--abi',
			'--cache-dir',
			'--log',
			'--proxy',
			'--retries',
			'--timeout',
			'--exists-action',
			'--cert',
			'--client-cert',
			'--no-binary',
			'--only-binary',
			'--progress-bar',
			'--upgrade-strategy',
			'--report',
			'--python',
			'--config-settings',
			'-C',
			'--global-option',
			'--build-option',
			'--install-option',
			'--use-feature',
			'--use-deprecated',
			'--root-user-action',
			'--pip-args',
			'--spec',
			'--suffix',
		],
		pinned: or('===?', '@', file, String.raw`^\.`),
		alias: 'DL3013',
	},
	npm: {
		programs: ['npm'],
		install: ['install', 'i', 'add'],
		update: [],
		valued: [
			'--registry',
			'--prefix',
			'-C',
			'--cache',
			'--loglevel',
			'--omit',
			'--include',
			'--only',
			'--tag',
			'--userconfig',
			'--install-strategy',
			'-w',
			'--workspace',
			'--fetch-timeout',
			'--fetch-retries',
			'--maxsockets',
			'--network-timeout',
		],
		pinned: or(String.raw`.@(?!latest$|next$|\*$|[\^~><]|x$).+`, file, '^(?:git|github|file|https?):', String.raw`^\.`, '^[^@][^@]*/'),
		alias: 'DL3016',
	},
};
