import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent, findingsOf } from '../support/marked.ts';

const id = 'invalid-label-value';
const settings = { labels: { text: 'text', url: 'url', time: 'rfc3339', version: 'semver', commit: 'hash', licence: 'spdx', mail: 'email' } } as const;

function aliasesOf(pair: string): string {
	return findingsOf(id, `FROM debian:12\nLABEL ${pair}`, { settings })
		.flatMap(({ aliases }) => aliases)
		.join();
}

suite(id, () => {
	test('what the OCI specification prescribes', () => {
		checkMarks(
			id,
			`
FROM debian:12
LABEL org.opencontainers.image.licenses="Apache 2.0"
                                        ^^^^^^^^^^^^ The label org.opencontainers.image.licenses should be an SPDX licence expression such as MIT or Apache-2.0.
LABEL org.opencontainers.image.created=2026-01-31
                                       ^^^^^^^^^^ The label org.opencontainers.image.created should be a time as RFC 3339 writes it, such as 2026-01-31T12:00:00Z.
LABEL org.opencontainers.image.source=github.com/a/b
                                      ^^^^^^^^^^^^^^ The label org.opencontainers.image.source should be a URL such as https://example.com/.`,
		);
		checkSilent(id, 'FROM debian:12\nLABEL org.opencontainers.image.version=main org.opencontainers.image.revision=x org.opencontainers.image.licenses=""');
	});

	test('what the project says goes first', () => {
		checkSilent(id, 'FROM debian:12\nLABEL org.opencontainers.image.source=here', { settings: { labels: { 'org.opencontainers.image.source': 'text' } } });
	});

	for (const [pair, alias] of Object.entries({
		'url=foo': 'DL3052',
		'url=/x': 'DL3052',
		'url="https://a b"': 'DL3052',
		'time=2026-01-31': 'DL3053',
		'time="2026-01-31 12:00:00Z"': 'DL3053',
		'time=2026-13-31T12:00:00Z': 'DL3053',
		'licence=mit': 'DL3054',
		'licence=none-of-them': 'DL3054',
		'commit=abc': 'DL3055',
		'commit=ABCDEF1': 'DL3055',
		'version=1.2': 'DL3056',
		'version=v1.2.3': 'DL3056',
		'version=01.2.3': 'DL3056',
		'mail=jo': 'DL3058',
		'mail="Jo <jo@example.com>"': 'DL3058',
	})) {
		test(`${pair} is ${alias}`, () => assert.equal(aliasesOf(pair), alias));
	}

	for (const pair of [
		'text="a b"',
		'url=https://example.com/a?b=%20#c',
		'url=mailto:jo@example.com',
		'url=$URL',
		'time=2026-01-31T12:00:00.5+01:00',
		'licence=MIT',
		'licence="(MIT OR Apache-2.0) AND BSD-3-Clause"',
		'licence="GPL-2.0-only WITH Classpath-exception-2.0"',
		'commit=abcdef1',
		`commit=${'0'.repeat(40)}`,
		'version=1.2.3-rc.1+b7',
		'mail=jo.b+c@example.com',
		'mail=""',
	]) {
		test(`${pair} is fine`, () => assert.equal(aliasesOf(pair), ''));
	}

	test('the fix puts what was meant, where that is certain', () => {
		checkFix(id, 'FROM debian:12\nLABEL licence=mit', 'FROM debian:12\nLABEL licence=MIT', { settings });
		checkFix(id, "FROM debian:12\nLABEL version='v1.2.3' x=1", "FROM debian:12\nLABEL version='1.2.3' x=1", { settings });
		assert.deepEqual(
			findingsOf(id, 'FROM debian:12\nLABEL licence=ours version=v1', { settings }).flatMap(({ actions }) => actions),
			[],
		);
	});
});
