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
	if (isRubysOwnSecret(name)) return true;
	return secretWords.test(upper) && !harmlessWords.test(upper) && !harmlessNames.test(upper);
}

/** Secrets of Rails and Devise. */
export const railsSecretNames = /^(?:SECRET_KEY_BASE|RAILS_MASTER_KEY|SECRET_TOKEN|DEVISE_SECRET_KEY|DEVISE_PEPPER|RAILS_KEY)$/;

/** [Credentials of Bundler for a host](https://bundler.io/man/bundle-config.1.html#CREDENTIALS-FOR-GEM-SOURCES), `__` for each dot: `BUNDLE_GEMS__ACME__COM`. */
export const bundlerCredentialNames =
	/^BUNDLE_(?!(?:BUILD|LOCAL|MIRROR|PLUGINS|ALLOW|DISABLE)_)(?:[A-Z\d]+(?:_{2,3}[A-Z\d]+)*)__(?:AI|APP|CLOUD|CO|COM|DE|DEV|EU|IO|NET|ORG|UK|US)$/;

/** Names that only Ruby's tools know, and that do not say what they are. */
export function isRubysOwnSecret(name: string): boolean {
	return bundlerCredentialNames.test(name) || name === 'DEVISE_PEPPER';
}

/** What builds of Ruby projects are given to fetch packages. */
export const rubyBuildCredentialNames = /^(?:GEM_HOST_API_KEY|NPM_TOKEN|YARN_AUTH_TOKEN)$/;

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

/** Forms that stand in commands and in files of settings; the first group is the secret. */
const secretPhrases: readonly { readonly what: string; readonly pattern: RegExp }[] = [
	{ what: 'a URL with a password', pattern: /:\/\/[^\s/:@'"$<>{}*]{0,100}:([^\s/@'"${}<>*\\()[\]|]{3,200})@[\w.-]/g },
	{ what: 'a token of a registry', pattern: /\b_(?:authToken|auth|password)=["']?([\w+/=-]{16,})/g },
	{ what: 'a token in a header', pattern: /\bAuthorization:\s*(?:Bearer|Basic|token)\s+([\w.+/=-]{16,})/gi },
];

/** Words that stand for a password in examples, and passwords of services that live for one step. */
const placeholder =
	/^(?:pass|passwd|password|pw|pwd|secret|token|user|username|dummy|fake|foo|bar|test|changeme|change-me|example|postgres|root|admin|x+|\.+|%\w+%)$/i;
const nowhere = /@(?:localhost|127\.|0\.0\.0\.0|host\b|example\.|[\w-]*(?:dummy|fake)|(?:db|database|postgres|mysql|redis|mongo)\b(?!\.))/i;

export interface SecretPlace {
	readonly what: string;
	readonly start: number;
	readonly end: number;
}

/** Every credential in a text, in order; examples are none. */
export function secretPlaces(text: string): readonly SecretPlace[] {
	const found: SecretPlace[] = [];
	for (const { what, pattern } of secretValues) {
		if (what === 'a URL with a password') continue;
		for (const match of text.matchAll(new RegExp(pattern, 'g'))) {
			if (!/EXAMPLE/i.test(match[0])) found.push({ what, start: match.index, end: match.index + match[0].length });
		}
	}
	for (const { what, pattern } of secretPhrases) {
		for (const match of text.matchAll(pattern)) {
			const secret = match[1] ?? '';
			const start = match.index + match[0].lastIndexOf(secret);
			const isUser = what.includes('URL') && match[0].startsWith(`://${secret}:`);
			if (placeholder.test(secret) || isUser || nowhere.test(text.slice(start + secret.length, start + secret.length + 40))) continue;
			if (!found.some(other => other.start < start + secret.length && start < other.end)) found.push({ what, start, end: start + secret.length });
		}
	}
	return found.sort((a, b) => a.start - b.start);
}
