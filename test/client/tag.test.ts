import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tagProblem } from '../../client/src/build/tag.ts';

const good = [
	'shop:1.0.0',
	'acme/shop:1.4.0-2',
	'registry.example.com/acme/shop:v1',
	'localhost:5000/shop:1',
	'localhost/shop:1',
	'host:5000/a/b/c:1',
	'a__b/c-d.e:X_y.z',
	`shop:${'a'.repeat(128)}`,
	'[::1]:5000/shop:1',
];
for (const name of good) test(`${name.slice(0, 40)} can be a tag`, () => assert.equal(tagProblem(name), undefined));

const bad: [string, RegExp][] = [
	['', /Type a name/],
	['shop', /Add a tag/],
	['localhost:5000/shop', /Add a tag/],
	['shop:latest', /latest says nothing/],
	['shop 1:2', /no blanks/],
	['Shop:1', /lower case: shop:1/],
	['shop:', /A tag holds/],
	['shop:-1', /A tag holds/],
	[`shop:${'a'.repeat(129)}`, /A tag holds/],
	['shop:a/b', /"shop:a"|registry/],
	['/shop:1', /empty part/],
	['acme//shop:1', /empty part/],
	['-shop:1', /may hold/],
	['a___b:1', /may hold/],
	['shop@sha256:abc', /digest/],
	['host:x/shop:1', /not the name of a registry/],
	[`${'a'.repeat(256)}:1`, /255/],
];
for (const [name, reason] of bad) test(`"${name.slice(0, 40)}" cannot, with the reason`, () => assert.match(tagProblem(name) ?? 'no problem', reason));
