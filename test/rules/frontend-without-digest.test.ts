import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'frontend-without-digest';
const digest = `sha256:${'a'.repeat(64)}`;

test('a tag alone', () =>
	checkMarks(
		id,
		`
# syntax=docker/dockerfile:1
         ^^^^^^^^^^^^^^^^^^^ docker/dockerfile:1 has no digest: what reads this file may change.
FROM scratch`,
	));

test('pinned, or no directive', () => {
	checkSilent(id, `# syntax=docker/dockerfile:1@${digest}\nFROM scratch`);
	checkSilent(id, '# escape=\\\nFROM scratch\n# syntax=docker/dockerfile:1');
});

test('the digest is put behind the tag', () =>
	checkFix(id, '#syntax = a/b:labs\r\nFROM scratch', `#syntax = a/b:labs@${digest}\r\nFROM scratch`, {
		facts: { imageDigest: { 'docker.io/a/b:labs': { digest, source: 'docker.io' } } },
	}));
