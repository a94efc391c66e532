/** Ways to tell a program to trust whoever answers: words of its command line. */
export interface InsecureOption {
	readonly kind: 'certificates' | 'signatures';
	readonly programs: RegExp;
	/** The word without quotes. */
	readonly word: RegExp;
	/** The letter that does it, where letters may be written together. */
	readonly letter?: string;
	/** What must stand behind it, and goes with it. */
	readonly next?: RegExp;
	/** Ids of Checkov. */
	readonly aliases: readonly string[];
	/** What to write in its place. */
	readonly instead?: string;
	/** The whole command does nothing else. */
	readonly isCommand?: boolean;
}

const off = /^(?:false|0|no|off)$/i;
const npm = /^(?:npm|yarn|pnpm)$/;
const rpmTools = /^(?:yum|dnf5?|dnf-3|microdnf|tdnf)$/;

/** `-k` alone or among letters; those that take a value end the bundle. */
const curlK = /^-(?!-)[^AbcCdDeEFHKmoPQrtTuUwxXyYzk]*k/;

export const insecureOptions: readonly InsecureOption[] = [
	{ kind: 'certificates', programs: /^curl$/, word: curlK, letter: 'k', aliases: ['CKV2_DOCKER_2'] },
	{ kind: 'certificates', programs: /^curl$/, word: /^--insecure$/, aliases: ['CKV2_DOCKER_2'] },
	{ kind: 'certificates', programs: /^wget$/, word: /^--no-check-certificate$/, aliases: ['CKV2_DOCKER_3'] },
	{ kind: 'certificates', programs: /^(?:pip|python|pypy)[\d.]*$/, word: /^--trusted-host=/, aliases: ['CKV2_DOCKER_4'] },
	{ kind: 'certificates', programs: /^(?:pip|python|pypy)[\d.]*$/, word: /^--trusted-host$/, next: /^[^-]/, aliases: ['CKV2_DOCKER_4'] },
	{ kind: 'certificates', programs: npm, word: /^--strict-ssl=(?:false|0)$/, aliases: ['CKV2_DOCKER_13'] },
	{ kind: 'certificates', programs: npm, word: /^--no-strict-ssl$/, aliases: [] },
	{ kind: 'certificates', programs: npm, word: /^--strict-ssl$/, next: off, aliases: ['CKV2_DOCKER_13'] },
	{ kind: 'certificates', programs: npm, word: /^strict-ssl=(?:false|0)$/, aliases: ['CKV2_DOCKER_13'], isCommand: true },
	{ kind: 'certificates', programs: npm, word: /^strict-ssl$/, next: off, aliases: ['CKV2_DOCKER_13'], isCommand: true },
	{ kind: 'certificates', programs: rpmTools, word: /^--setopt=(?:\*\.)?sslverify=(?:false|0|no)$/i, aliases: ['CKV2_DOCKER_15'] },
	{ kind: 'certificates', programs: rpmTools, word: /^--setopt$/, next: /^(?:\*\.)?sslverify=(?:false|0|no)$/i, aliases: ['CKV2_DOCKER_15'] },
	{ kind: 'certificates', programs: /^git$/, word: /^-c$/, next: /^http\.sslVerify=(?:false|0)$/i, aliases: [] },
	{ kind: 'certificates', programs: /^git$/, word: /^http\.sslVerify$/i, next: off, aliases: [], isCommand: true },
	{ kind: 'certificates', programs: /^apt(?:-get)?$/, word: /^-o$/, next: /^Acquire::https(?:::[^=]*)?::Verify-(?:Peer|Host)=(?:false|0|no)$/i, aliases: [] },
	{ kind: 'signatures', programs: /^apk$/, word: /^--allow-untrusted$/, aliases: ['CKV2_DOCKER_7'] },
	{ kind: 'signatures', programs: /^(?:apt|apt-get|aptitude)$/, word: /^--allow-unauthenticated$/, aliases: ['CKV2_DOCKER_8'] },
	{ kind: 'signatures', programs: /^(?:apt|apt-get)$/, word: /^--force-yes$/, aliases: ['CKV2_DOCKER_11'], instead: '-y' },
	{ kind: 'signatures', programs: rpmTools, word: /^--nogpgcheck$/, aliases: ['CKV2_DOCKER_9'] },
	{ kind: 'signatures', programs: /^zypper$/, word: /^--no-gpg-checks$/, aliases: [] },
	{ kind: 'signatures', programs: /^rpm$/, word: /^--no(?:signature|digest|filedigest|verify)$/, aliases: ['CKV2_DOCKER_10'] },
];

/** Variables that do the same for all programs that read them, and the values with which they do. */
export const insecureVariables: ReadonlyMap<string, { readonly value: RegExp; readonly alias: string }> = new Map([
	['PYTHONHTTPSVERIFY', { value: /^0$/, alias: 'CKV2_DOCKER_5' }],
	['NODE_TLS_REJECT_UNAUTHORIZED', { value: /^0$/, alias: 'CKV2_DOCKER_6' }],
	['NPM_CONFIG_STRICT_SSL', { value: /^(?:false|0)$/, alias: 'CKV2_DOCKER_12' }],
	['npm_config_strict_ssl', { value: /^(?:false|0)$/, alias: 'CKV2_DOCKER_12' }],
	['GIT_SSL_NO_VERIFY', { value: /^(?!(?:false|0|no|off)?$)/i, alias: 'CKV2_DOCKER_14' }],
	['PIP_TRUSTED_HOST', { value: /./, alias: 'CKV2_DOCKER_16' }],
]);
