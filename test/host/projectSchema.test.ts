/** docs/drydock.schema.json and the reader of `.drydock.yaml` say the same. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { keys, readDrydockConfig } from '../../server/src/host/drydockConfig.ts';
import { schemaErrors } from '../support/schema.ts';

const root = join(import.meta.dirname, '../..');
const schema = JSON.parse(readFileSync(join(root, 'docs/drydock.schema.json'), 'utf8')) as { readonly properties: object };

test('the same keys', () => assert.deepEqual(Object.keys(schema.properties).sort(), [...keys].sort()));

test('the example of the docs', () => {
	const page = readFileSync(join(root, 'docs/configuration.md'), 'utf8');
	assert.deepEqual(schemaErrors(schema, parse(/```yaml\n(.*?)```/s.exec(page)?.[1] ?? '')), []);
});

for (const text of [
	'',
	'rules:\nprofile: default\n',
	'rules: { missing-user: off, DL3006: error, CKV_DOCKER_2: hint }\n',
	'trustedRegistries: docker.io\n',
	'labels: { a: url, b: text }\nstrictLabels: true\n',
	'failOn: never\n',
	'overrides: [{ paths: a, profile: strict, rules: { missing-user: info } }]\n',
	'rulez: {}\n',
	'rules: { missing-user: loud }\n',
	'profile: tight\n',
	'trustedRegistries: { a: b }\n',
	'labels: { a: link }\n',
	'strictLabels: 1\n',
	'failOn: style\n',
	'overrides: [{ rules: {} }]\n',
	'overrides: [{ paths: a, failOn: error }]\n',
	'- a\n',
]) {
	test(`both or neither accept ${JSON.stringify(text)}`, () => {
		assert.equal(schemaErrors(schema, parse(text)).length > 0, readDrydockConfig(text, 'c').problems.length > 0);
	});
}
