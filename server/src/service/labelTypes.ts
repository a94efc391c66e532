import correctSpdx from 'spdx-correct';
import parseSpdx from 'spdx-expression-parse';

/** What the value of a label may look like. The names are those of hadolint's `label-schema`. */
export const labelTypes = ['text', 'url', 'rfc3339', 'semver', 'hash', 'spdx', 'email'] as const;
export type LabelType = (typeof labelTypes)[number];

/** Keys of the OCI image specification whose form it prescribes. `version` and `revision` may be anything. */
export const specifiedTypes: Readonly<Record<string, LabelType>> = {
	'org.opencontainers.image.created': 'rfc3339',
	'org.opencontainers.image.url': 'url',
	'org.opencontainers.image.documentation': 'url',
	'org.opencontainers.image.source': 'url',
	'org.opencontainers.image.licenses': 'spdx',
};

export interface LabelForm {
	/** Fits "should be …". */
	readonly description: string;
	/** hadolint's id for a value that is not of this form. */
	readonly alias?: string;
	readonly fits: (value: string) => boolean;
	/** The value that was meant, where that is certain. */
	readonly meant?: (value: string) => string | undefined;
}

// RFC 3986: a scheme, and after it no character that would have to be encoded
const uri = /^[a-z][a-z\d+.-]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\da-f]{2})+$/i;
const timestamp = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
// the expression that semver.org suggests
const version =
	/^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-z-][\da-z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-z-][\da-z-]*))*)?(?:\+[\da-z-]+(?:\.[\da-z-]+)*)?$/i;
// RFC 5322, `dot-atom "@" dot-atom`
const address = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z\d-]+(?:\.[a-z\d-]+)*$/i;

export const labelForms: Readonly<Record<LabelType, LabelForm>> = {
	text: { description: 'a text', fits: () => true },
	url: { description: 'a URL such as https://example.com/', alias: 'DL3052', fits: value => uri.test(value) },
	rfc3339: { description: 'a time as RFC 3339 writes it, such as 2026-01-31T12:00:00Z', alias: 'DL3053', fits: value => timestamp.test(value) },
	spdx: {
		description: 'an SPDX licence expression such as MIT or Apache-2.0',
		alias: 'DL3054',
		fits: isLicence,
		meant: value => correctSpdx(value) ?? undefined,
	},
	hash: { description: 'a commit id of git, 7 to 40 or 64 hexadecimal digits', alias: 'DL3055', fits: value => /^(?:[\da-f]{7,40}|[\da-f]{64})$/.test(value) },
	semver: { description: 'a semantic version such as 1.2.3', alias: 'DL3056', fits: value => version.test(value), meant: withoutPrefix },
	email: { description: 'an e-mail address such as jo@example.com', alias: 'DL3058', fits: value => address.test(value) },
};

function isLicence(value: string): boolean {
	try {
		parseSpdx(value);
		return true;
	} catch {
		return false;
	}
}

function withoutPrefix(value: string): string | undefined {
	const bare = value.replace(/^v/, '');
	return bare !== value && version.test(bare) ? bare : undefined;
}
