import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readImageEvent } from '../../server/src/image/imageEvents.ts';

const id = 'a'.repeat(64);

test('a name that Docker or Podman gave', () => {
	const docker = { status: 'tag', id: `sha256:${id}`, Type: 'image', Action: 'tag', Actor: { ID: `sha256:${id}`, Attributes: { name: 'shop:1' } }, time: 1 };
	const podman = { ID: id, Name: 'localhost/shop:1', Status: 'tag', Time: '2026-11-27T00:00:00Z', Type: 'image', Attributes: null };
	assert.deepEqual(readImageEvent(JSON.stringify(docker)), { reference: 'shop:1', id: `sha256:${id}` });
	assert.deepEqual(readImageEvent(JSON.stringify(podman)), { reference: 'localhost/shop:1', id: `sha256:${id}` });
	const nerdctl = (name: string) => ({ Timestamp: '', ID: '', Namespace: 'default', Topic: '/images/create', Event: JSON.stringify({ name }) });
	assert.deepEqual(readImageEvent(JSON.stringify(nerdctl('docker.io/library/shop:1'))), { reference: 'shop:1' });
	assert.deepEqual(readImageEvent(JSON.stringify(nerdctl('127.0.0.1:5000/shop:1'))), { reference: '127.0.0.1:5000/shop:1' });
	assert.equal(readImageEvent(JSON.stringify(nerdctl(`sha256:${id}`))), undefined);
	// as Podman 4.3 tells of a build
	const built = { Name: id, Status: 'build', Time: '2026-11-30T12:40:24Z', Type: 'image', Attributes: null };
	assert.deepEqual(readImageEvent(JSON.stringify(built)), { id: `sha256:${id}` });
});

test('anything else is none', () => {
	for (const line of [
		'',
		'Error: x',
		'{}',
		'null',
		JSON.stringify({ Action: 'untag', Actor: { ID: id, Attributes: { name: 'a:1' } } }),
		JSON.stringify({ Action: 'tag', Actor: { ID: id } }),
	])
		assert.equal(readImageEvent(line), undefined);
});
