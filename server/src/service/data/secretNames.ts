/** Words of a variable's name that say "secret" (BuildKit's SecretsUsedInArgOrEnv, and its users' additions). */
const secretWords = /(?:^|_)(?:APIKEY|AUTH|CREDENTIALS?|KEY|PASSWORD|PASSWD|PWD|PASS|SECRETS?|TOKEN|ACCESSTOKEN|PASSPHRASE)(?:_|$)/;

/** Words that take it back: public halves, places, versions, switches and numbers about a secret. */
const harmlessWords =
	/(?:^|_)(?:PUBLIC|PUB|FILE|FILES|PATH|DIR|DIRECTORY|VERSION|URL|URI|ENDPOINT|ID|IDS|NAME|HASH|SHA\d*|SHA\d*SUM|FINGERPRINT|FINGERPRINTS|SERVER|SERVERS|ALGORITHM|ALG|TYPE|TTL|EXPIRY|EXPIRATION|EXPIRES|LENGTH|SIZE|ENABLED|DISABLED|ENABLE|DISABLE|METHOD|MODE|PROVIDER|HEADER|PREFIX|ISSUER|REALM|HOST|PORT|REQUIRED|SOCK|CHECKSUM|LIFETIME|TIMEOUT|FORMAT|BACKEND|DRIVER|DOMAIN|COUNT|USER)(?:_|$)/;

/** GPG and APT keys are public; KEYMAP and the like are no keys. */
const harmlessNames =
	/^(?:GPG_KEYS?|.*_GPG_KEYS?|GPG_.*|KEY|PWD|OLDPWD|.*_PUBKEY|PUBKEY|SSH_AUTH_SOCK|LICENSE_KEY_.*|NODE_AUTH|.*KEYRING.*|DISABLE_AUTH|NO_AUTH|(?:ENABLE|DISABLE|USE|ALLOW|SKIP|WITH|REQUIRE)_.*)$/;

export function isSecretName(name: string): boolean {
	const upper = name
		.replace(/([a-z\d])([A-Z])/g, '$1_$2')
		.replace(/[^A-Za-z\d]+/g, '_')
		.toUpperCase();
	return secretWords.test(upper) && !harmlessWords.test(upper) && !harmlessNames.test(upper);
}

/** Values that are credentials whatever they are called: formats published by those who issue them. */
const secretValues: readonly { readonly what: string; readonly pattern: RegExp }[] = [
	{ what: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/ },
	{ what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
	{ what: 'a GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z\d]{36,}|github_pat_[A-Za-z\d_]{60,})/ },
	{ what: 'a GitLab token', pattern: /\bglpat-[\w-]{20,}/ },
	{ what: 'a Slack token', pattern: /\bxox[abprs]-[\dA-Za-z-]{20,}/ },
	{ what: 'a Google API key', pattern: /\bAIza[\dA-Za-z_-]{35}\b/ },
	{ what: 'an npm token', pattern: /\bnpm_[A-Za-z\d]{36}\b/ },
	{ what: 'a PyPI token', pattern: /\bpypi-[\w-]{50,}/ },
	{ what: 'a Stripe key', pattern: /\b[sr]k_live_[\dA-Za-z]{20,}/ },
	{ what: 'a JSON web token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/ },
	{ what: 'a URL with a password', pattern: /\b[a-z][a-z\d+.-]*:\/\/[^\s/:@'"$]*:[^\s/@'"${}]{3,}@/i },
];

/** What kind of credential a value is; `undefined` if it is none that can be told by its form. */
export function secretValueKind(value: string): string | undefined {
	return secretValues.find(({ pattern }) => pattern.test(value))?.what;
}

/** Values that cannot be a secret: empty, switches, numbers of a few digits, and names of files. */
export function isHarmlessValue(value: string): boolean {
	return /^(?:|true|false|yes|no|on|off|none|null|0|1|\d{1,5}|\/[\w./-]*)$/i.test(value);
}
