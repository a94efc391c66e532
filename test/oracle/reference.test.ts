import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { familiarName, parseImageReference } from '../../server/src/service/syntax/imageReference.ts';
import { skipUnless } from '../support/requirement.ts';
import { seed } from '../support/seed.ts';
import { ask } from './oracle.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

const texts = [
	'node',
	'node:22',
	'library/node',
	'docker.io/node',
	'docker.io/library/node:22-alpine',
	'index.docker.io/node',
	'index.docker.io/a/b',
	'localhost/x',
	'localhost:5000/x',
	'localhost',
	'example.com',
	'example.com:5000',
	'example.com/x',
	'EXAMPLE.com/x',
	'Foo/bar',
	'foo/Bar',
	'FOO',
	'ghcr.io/a/b/c/d:1.2.3',
	`node@${digest}`,
	`node:22@${digest}`,
	`ghcr.io/a/b:1@${digest}`,
	'[::1]:5000/x',
	'[::1]/x:y',
	'127.0.0.1/x',
	'a_b.c/x',
	'a__b',
	'a___b',
	'a--b',
	'a..b',
	'-a',
	'a-',
	'a/b/',
	'/a',
	'',
	':',
	'@',
	'a:',
	'a@',
	'a:b:c',
	'a@sha256:abc',
	`a@sha512:${'a'.repeat(128)}`,
	`a@sha512:${'a'.repeat(64)}`,
	`a@sha256:${'A'.repeat(64)}`,
	`a@SHA256:${'a'.repeat(64)}`,
	`a@md5:${'a'.repeat(32)}`,
	`a@sha256+b64:${'a'.repeat(64)}`,
	'a'.repeat(64),
	'b'.repeat(63),
	'f'.repeat(65),
	`x:${'t'.repeat(128)}`,
	`x:${'t'.repeat(129)}`,
	'x'.repeat(255),
	'x'.repeat(256),
	`a.b/${'x'.repeat(255)}`,
	'a.b/c_d',
	'a.b:80/c',
	'a.b:/c',
	'a.b:x/c',
	'scratch',
	'é/x',
	'node:é',
	'https://example.com/x',
	'node :22',
	'node\n',
	'docker.io//x',
	'a/./b',
	'docker.io/',
	'localhost:/x',
	'x:.a',
	'x:_a',
	'x:-a',
];

async function compare(text: string): Promise<void> {
	const [theirs] = await ask('reference', [{ text }]);
	const ours = parseImageReference(text);
	assert.ok(theirs);
	if (theirs.error !== undefined) {
		assert.equal(ours, undefined, `${JSON.stringify(text)}: ${theirs.error}`);
		return;
	}
	assert.ok(ours, `${JSON.stringify(text)} is a reference`);
	const { domain, path, tag = '', digest: ourDigest = '' } = ours;
	assert.deepEqual({ domain, path, tag, digest: ourDigest, familiar: familiarName(ours) }, theirs, JSON.stringify(text));
	assert.equal(ours.tagSpan && text.slice(ours.tagSpan.start, ours.tagSpan.end), ours.tag);
	assert.equal(ours.digestSpan && text.slice(ours.digestSpan.start, ours.digestSpan.end), ours.digest);
	assert.equal(ours.repository + (tag && `:${tag}`) + (ourDigest && `@${ourDigest}`), text);
	assert.ok(ours.registry === undefined || text.startsWith(`${ours.registry}/`));
}

const component = fc.oneof(
	fc.constantFrom(
		'node',
		'library',
		'docker.io',
		'index.docker.io',
		'localhost',
		'ghcr.io',
		'a-b',
		'a_b',
		'a__b',
		'A',
		'[::1]',
		'10.0.0.1',
		'',
		'..',
		'x'.repeat(200),
	),
	fc.string({ unit: fc.constantFrom(...'aZ09._-:é'), maxLength: 6 }),
);
const port = fc.constantFrom('', '', '', ':5000', ':', ':x');
const tag = fc.oneof(
	fc.constantFrom('', '', ':latest', ':22', ':'),
	fc.string({ unit: fc.constantFrom(...'aZ0._-:'), maxLength: 5 }).map(text => `:${text}`),
);
const digests = fc.constantFrom(
	'',
	'',
	'',
	`@${digest}`,
	'@',
	'@sha256:abc',
	`@sha512:${'b'.repeat(128)}`,
	`@sha384:${'c'.repeat(96)}`,
	`@md5:${'d'.repeat(32)}`,
	`@sha256:${'E'.repeat(64)}`,
);
const reference = fc
	.tuple(component, port, fc.array(component, { maxLength: 3 }), tag, digests)
	.map(([host, hostPort, path, tagPart, digestPart]) => [host + hostPort, ...path].join('/') + tagPart + digestPart);

describe('image references are those of distribution/reference', skipUnless('go'), () => {
	test('written by hand', async () => {
		for (const text of texts) await compare(text);
	});
	test('generated', () => fc.assert(fc.asyncProperty(reference, compare), { seed, numRuns: 3_000 }));
	test('any text', () => fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme' }), compare), { seed, numRuns: 500 }));
});
