/** What values flags take. The names mean the same on every instruction. */

/** `--link` alone is `--link=true`. All others need a value. */
export const booleanFlags: ReadonlySet<string> = new Set(['keep-git-dir', 'link', 'parents', 'unpack']);

/** May stand several times. */
export const repeatableFlags: ReadonlySet<string> = new Set(['device', 'exclude', 'mount']);

/** One of a few words, in lower case. */
export const flagChoices: Readonly<Record<string, readonly string[]>> = {
	network: ['default', 'none', 'host'],
	security: ['sandbox', 'insecure'],
};

/** BuildKit never looks at the flags of these. */
export const flagsIgnored: ReadonlySet<string> = new Set(['ARG', 'STOPSIGNAL']);
