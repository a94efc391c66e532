import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImageFiles } from '../../server/src/image/imageFiles.ts';
import { apkPackages } from '../../server/src/image/packages/apk.ts';
import { isPackageDatabase, type ReadSeen } from '../../server/src/image/packages/databases.ts';
import { dpkgPackages } from '../../server/src/image/packages/dpkg.ts';
import { installedPackages } from '../../server/src/image/packages/installed.ts';
import { packageOwner } from '../../server/src/image/packages/owner.ts';
import { layerOf } from '../support/layers.ts';

const status = `Package: libc6
Status: install ok installed
Priority: optional
Version: 2.36-9+deb12u4
Description: GNU C Library
 Package: not a field

Package: gone
Status: deinstall ok config-files
Version: 1.0

Package: base-files
Version: 12.4+deb12u5
`;
const apk = 'P:musl\nV:1.2.5-r0\nF:lib\nR:ld-musl-x86_64.so.1\na:0:0:755\nF:\nR:top\n\nP:busybox\nV:1.36.1-r29\nF:bin\nR:busybox\n';
const contents: Record<string, string> = {
	'var/lib/dpkg/status': status,
	'var/lib/dpkg/status.d/tzdata': 'Package: tzdata\nVersion: 2024a\n',
	'var/lib/dpkg/info/libc6:amd64.list': '/.\n/lib\n/lib/x86_64-linux-gnu/libc.so.6\n',
	'lib/apk/db/installed': apk,
	'usr/lib/python3/dist-packages/Flask_Login-0.6.3.dist-info/METADATA': '',
	'usr/lib/python3/dist-packages/Flask_Login-0.6.3.dist-info/RECORD': 'flask_login/__init__.py,sha256=x,10\n"a,b.py",,\n',
	'usr/lib/python3/dist-packages/old-1.0-py3.11.egg-info': '',
	'usr/lib/ruby/specifications/rails-html-sanitizer-1.6.0.gemspec': '',
	'app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.21"}',
	'app/node_modules/@babel/core/package.json': '{"name":"@babel/core","version":"7.0.0"}',
	'app/node_modules/@babel/core/node_modules/lodash/package.json': '{"name":"lodash","version":"3.0.0"}',
	'app/node_modules/broken/package.json': '{',
	'app/node_modules/lodash/lib/package.json': '{"name":"inner","version":"9"}',
};
const files = new ImageFiles([layerOf(Object.fromEntries(Object.keys(contents).map(path => [path, 1])))]);
const read: ReadSeen = { text: path => contents[path], bytes: () => undefined };

test('packages of dpkg: only those that are installed', () => {
	assert.deepEqual(dpkgPackages(status), [
		{ manager: 'dpkg', name: 'libc6', version: '2.36-9+deb12u4' },
		{ manager: 'dpkg', name: 'base-files', version: '12.4+deb12u5' },
	]);
	assert.deepEqual(dpkgPackages(''), []);
	assert.equal(dpkgPackages(status.replaceAll('\n', '\r\n').replaceAll('\r', '')).length, 2);
});

test('packages of apk, with their files', () => {
	assert.deepEqual(
		apkPackages(apk).map(({ name, version, files: owned }) => [name, version, owned]),
		[
			['musl', '1.2.5-r0', ['lib/ld-musl-x86_64.so.1', 'top']],
			['busybox', '1.36.1-r29', ['bin/busybox']],
		],
	);
});

test('packages of every manager, each version once', () => {
	assert.deepEqual(
		installedPackages(files, read).map(({ manager, name, version }) => `${manager} ${name} ${version}`),
		[
			'apk busybox 1.36.1-r29',
			'apk musl 1.2.5-r0',
			'dpkg base-files 12.4+deb12u5',
			'dpkg libc6 2.36-9+deb12u4',
			'dpkg tzdata 2024a',
			'gem rails-html-sanitizer 1.6.0',
			'npm @babel/core 7.0.0',
			'npm lodash 3.0.0',
			'npm lodash 4.17.21',
			'pip flask-login 0.6.3',
			'pip old 1.0',
		],
	);
});

test('who brought a file', () => {
	const owner = (path: string): string | undefined => packageOwner(files, path, read);
	assert.equal(owner('usr/lib/x86_64-linux-gnu/libc.so.6'), 'libc6 2.36-9+deb12u4 (dpkg)');
	assert.equal(owner('lib/x86_64-linux-gnu/libc.so.6'), 'libc6 2.36-9+deb12u4 (dpkg)');
	assert.equal(owner('bin/busybox'), 'busybox 1.36.1-r29 (apk)');
	assert.equal(owner('usr/lib/python3/dist-packages/flask_login/__init__.py'), 'flask-login 0.6.3 (pip)');
	assert.equal(owner('app/node_modules/@babel/core/node_modules/lodash/index.js'), 'lodash 3.0.0 (npm)');
	assert.equal(owner('app/node_modules/@babel/core/lib/index.js'), '@babel/core 7.0.0 (npm)');
	assert.equal(owner('usr/lib/ruby/gems/rails-html-sanitizer-1.6.0/lib/a.rb'), 'rails-html-sanitizer 1.6.0 (gem)');
	assert.equal(owner('app/server.js'), undefined);
});

test('databases, and nothing else', () => {
	for (const path of Object.keys(contents).filter(name => !/METADATA|egg-info|gemspec|lib\/package/.test(name))) assert.ok(isPackageDatabase(path), path);
	for (const path of [
		'app/package.json',
		'var/lib/dpkg/available',
		'var/lib/dpkg/status-old',
		'var/lib/dpkg/info/libc6.md5sums',
		'app/node_modules/x/lib/package.json',
	])
		assert.ok(!isPackageDatabase(path), path);
});
