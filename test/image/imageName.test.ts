import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageNameFrom, nameProblem, nextFreeTag, parseTaggedName, tagFrom } from '../../server/src/image/imageName.ts';

test('names with a tag', () => {
	assert.deepEqual(parseTaggedName('registry.example:5000/team/app:1.2.3'), { name: 'registry.example:5000/team/app', tag: '1.2.3' });
	assert.deepEqual(parseTaggedName('a__b/c--d.e:V_1'), { name: 'a__b/c--d.e', tag: 'V_1' });
	for (const wrong of [
		'app',
		'App:1',
		'app:',
		':1',
		'a..b:1',
		'-a:1',
		'a:.1',
		`a:${'1'.repeat(129)}`,
		`${'a/'.repeat(128)}a:1`,
		'a b:1',
		'a:1 --privileged',
		'a@sha256:x',
		'a___b:1',
	])
		assert.equal(parseTaggedName(wrong), undefined, wrong);
});

test('what is wrong is a sentence; latest is wrong', () => {
	assert.equal(nameProblem('app:1.0.0'), undefined);
	assert.match(nameProblem('App') ?? '', /^"App" is no image name with a tag: .*\.$/);
	assert.match(nameProblem('app:latest') ?? '', /would move with each build\. Choose a tag/);
});

test('a folder becomes a name that the grammar takes', () => {
	for (const [folder, name] of [
		['My App', 'my-app'],
		['@scope_x', 'scope_x'],
		['__', 'image'],
		['Ünïcode--Tool', 'n-code-tool'],
		['a._b', 'a-b'],
		['v1.2', 'v1.2'],
	] as const) {
		assert.equal(imageNameFrom(folder), name);
		assert(parseTaggedName(`${name}:1`), name);
	}
});

test('a version becomes a tag', () => {
	assert.deepEqual(['1.2.3', '1.2.3+local', ' v2 ', '-x', 'latest', '+'].map(tagFrom), ['1.2.3', '1.2.3-local', 'v2', 'x', undefined, undefined]);
});

test('a tag that exists is never moved', () => {
	assert.equal(nextFreeTag('app:1.2.3', []), 'app:1.2.3');
	assert.equal(nextFreeTag('app:1.2.3', ['app:1.2.3']), 'app:1.2.4');
	assert.equal(nextFreeTag('app:v1.2.9', ['app:v1.2.9', 'app:v1.2.10', 'other:v1.2.11']), 'app:v1.2.11');
	assert.equal(nextFreeTag('app:0.1.0-abc1234', ['app:0.1.0-abc1234']), 'app:0.1.0-abc1234-2');
	assert.equal(nextFreeTag('app:nightly', ['app:nightly', 'app:nightly-2']), 'app:nightly-3');
});

test('engines put different things before a short name', () => {
	for (const listed of ['localhost/app:1.0.0', 'docker.io/library/app:1.0.0', 'app:1.0.0']) assert.equal(nextFreeTag('app:1.0.0', [listed]), 'app:1.0.1');
	assert.equal(nextFreeTag('app:1.0.0', ['registry.example/app:1.0.0']), 'app:1.0.0');
});
