import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const digest = `sha256:${'a'.repeat(64)}`;

test('no digest, no source from the network, two of them', () =>
	checkMarks(
		'invalid-checksum',
		`
FROM debian:12
ADD --checksum=md5:12 https://example.com/a /a
               ^^^^^^ md5:12 is no checksum: it is sha256: with 64 hexadecimal digits in lower case, or sha384 or sha512 with theirs.
ADD --checksum=sha256:1 a /a
               ^^^^^^^^ A checksum is for a source from the network: that of the build context has none.
ADD --checksum=sha256:1 https://example.com/a https://example.com/b /a/
               ^^^^^^^^ A checksum is for one source.`,
	));

test('digests, commits, and what nobody knows', () =>
	checkSilent(
		'invalid-checksum',
		`FROM a\nADD --checksum=${digest} https://example.com/a /a\nADD --checksum=0123abc https://example.com/a.git#v1 /a\nADD --checksum=$SUM https://example.com/a /a`,
	));
