import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ArchiveSource } from '../../server/src/host/archiveSource.ts';
import { imageFindings } from '../../server/src/host/findings/imageFindings.ts';
import { maskSecrets } from '../../server/src/host/findings/maskSecrets.ts';
import { LayerCache } from '../../server/src/host/layerCache.ts';
import { compareOpenImages, ownerOf, packagesOf } from '../../server/src/host/lookInside.ts';
import { OpenImage } from '../../server/src/host/openImage.ts';
import { type MadeImage, madeImage } from '../support/madeImage.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const token = `npm_${'a1B2c3D4e5F6g7H8i9J0'.repeat(2).slice(0, 36)}`;

async function open(t: TestContext, image: MadeImage, cache?: LayerCache): Promise<OpenImage> {
	const opened = new OpenImage(await ArchiveSource.open(madeImage(t, image), { cache }), undefined);
	t.after(() => opened.close());
	return opened;
}

async function findings(t: TestContext, image: MadeImage): Promise<string[]> {
	const opened = await open(t, image);
	return (await imageFindings(opened, await opened.indexed())).map(({ kind, path, layer, recoverable }) =>
		[kind, path ?? '', layer ?? '', ...(recoverable ? ['recoverable'] : [])].join(' '),
	);
}

const file = (path: string, content = 'x', mode = 0o644) => ({ path, content, mode });

for (const gzip of [false, true]) {
	test(`credentials by name and by content, also those that a later layer hides${gzip ? ' (compressed)' : ''}`, async t => {
		const found = await findings(t, {
			gzip,
			layers: [
				{
					createdBy: 'COPY . /app',
					files: [
						file('app/.npmrc', `//registry.example/:_authToken=${token}\n`),
						file('app/id_rsa', 'key'),
						file('app/.env', 'A=1'),
						file('app/config.json', '{}'),
					],
				},
				{ createdBy: 'RUN rm .npmrc', files: [{ path: 'app/.wh..npmrc' }] },
				{
					createdBy: 'COPY dev /',
					files: [file('usr/lib/node_modules/x/.npmrc', `_authToken=${token}`), file('app/tests/id_rsa', 'test key'), file('app/id_rsa.pub', 'public')],
				},
			],
		});
		assert.deepEqual(found, ['secret-in-file app/.npmrc 0 recoverable', 'private-key app/id_rsa 0', 'credential-file app/.env 0']);
	});
}

test('secrets in history, environment and labels, and never the secret itself', async t => {
	const image: MadeImage = {
		layers: [
			{ createdBy: `RUN |1 NPM_TOKEN=${token} /bin/sh -c npm ci`, files: [file('a')] },
			{ createdBy: 'ENV DB_PASSWORD=correcthorse MODE=fast' },
			{ createdBy: 'ENV API_KEY=${API_KEY}' },
			{ createdBy: 'RUN curl -fsS https://example.org', files: [file('b')] },
		],
		config: { Env: ['PATH=/bin', 'DB_PASSWORD=correcthorse', 'GPG_KEY=ABC', 'TOKEN_FILE=/run/x'], Labels: { 'deploy.token': 'correcthorse', version: '1' } },
	};
	assert.deepEqual((await findings(t, image)).sort(), ['secret-in-environment  ', 'secret-in-history  ', 'secret-in-history  0', 'secret-in-label  ']);
	const opened = await open(t, image);
	const texts = JSON.stringify([await imageFindings(opened, await opened.indexed()), (await opened.indexed()).layers, await opened.rows()]);
	assert.ok(!texts.includes('correcthorse') && !texts.includes(token), texts);
	assert.equal(maskSecrets('ENV DB_PASSWORD="correct horse" MODE=fast'), 'ENV DB_PASSWORD=(secret) MODE=fast');
	assert.equal(maskSecrets('RUN make MODE=fast PATH=/a'), 'RUN make MODE=fast PATH=/a');
});

test('rights, caches, the history of the source, and equal files', async t => {
	const big = 'z'.repeat(1_200_000);
	const found = await findings(t, {
		layers: [
			{
				createdBy: 'COPY . /',
				files: [
					file('bin/su', 'x', 0o4755),
					file('bin/mail', 'x', 0o2755),
					file('srv/open', 'x', 0o666),
					{ path: 'srv/drop/', type: '5', mode: 0o777 },
					{ path: 'tmp/', type: '5', mode: 0o1777 },
					{ path: 'srv/sticky/', type: '5', mode: 0o1777 },
					file('app/.git/HEAD', 'ref'),
					file('app/.git/objects/aa/b', 'b'.repeat(50)),
					file('var/lib/apt/lists/mirror.example_Packages', big),
					file('root/.cache/pip/http/a', 'small'),
					file('opt/a.bin', big),
				],
			},
			{ createdBy: 'COPY b /opt', files: [file('opt/b.bin', big)] },
		],
	});
	assert.deepEqual(found.sort(), [
		'git-folder app/.git 0',
		'package-cache var/lib/apt/lists 0',
		'same-content opt/a.bin 0',
		'same-content opt/b.bin 1',
		'setuid bin/mail 0',
		'setuid bin/su 0',
		'world-writable srv/drop 0',
		'world-writable srv/open 0',
	]);
});

test('what is remembered of layers holds no secret', async t => {
	const folder = temporaryFolder(t, {});
	const image: MadeImage = { layers: [{ createdBy: 'COPY', files: [file('app/.npmrc', `_authToken=${token}`)] }] };
	for (let round = 0; round < 2; round++) {
		const opened = await open(t, image, new LayerCache(folder));
		assert.deepEqual(
			(await imageFindings(opened, await opened.indexed())).map(({ kind }) => kind),
			['secret-in-file'],
		);
	}
	const written = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => !/\/$/.test(name));
	assert.ok(written.length > 0);
	for (const name of written)
		assert.ok(!read(join(folder, name)).includes(token) && !read(join(folder, name)).includes(Buffer.from(token).toString('base64').slice(4, 30)), name);
});

function read(path: string): string {
	try {
		return readFileSync(path, 'latin1');
	} catch {
		return ''; // a folder
	}
}

test('two images: packages, owners, and files with the same size and time, told apart by their bytes', async t => {
	const made = (name: string, version: string, last: string): MadeImage => ({
		name,
		gzip: name === 'made:2',
		layers: [
			{
				createdBy: 'COPY . /app',
				files: [
					file('app/same.txt', 'same'),
					file('app/other.txt', version),
					file(last),
					file('app/node_modules/lodash/package.json', `{"name":"lodash","version":"${version}"}`),
				],
			},
		],
		config: { User: version },
	});
	const [before, after] = [await open(t, made('made:1', '4.0.0', 'x')), await open(t, made('made:2', '4.0.1', 'x'))];
	assert.deepEqual(await packagesOf(after), [{ manager: 'npm', name: 'lodash', version: '4.0.1' }]);
	assert.equal(await ownerOf(after, 'app/node_modules/lodash/x.js'), 'lodash 4.0.1 (npm)');
	const { files, packages, settings, layers } = await compareOpenImages(before, after);
	assert.deepEqual(files.map(({ path }) => path).sort(), ['app/node_modules/lodash/package.json', 'app/other.txt']);
	assert.deepEqual(packages, [{ manager: 'npm', name: 'lodash', before: '4.0.0', after: '4.0.1' }]);
	assert.deepEqual(settings, [{ name: 'USER', before: '4.0.0', after: '4.0.1' }]);
	assert.deepEqual(
		layers.map(({ text }) => text),
		['COPY . /app'],
	);
});
