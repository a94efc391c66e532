import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { layers } from '../../server/src/cli/layers.ts';
import { savedImage } from '../support/savedImage.ts';
import { type TarItem, tar } from '../support/tarWriter.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

async function run(t: TestContext, archive: Uint8Array, args: readonly string[], files: Readonly<Record<string, string>> = {}) {
	const cwd = temporaryFolder(t, files);
	writeFileSync(join(cwd, 'image.tar'), archive);
	let stdout = '';
	let stderr = '';
	const code = await layers(['image.tar', ...args], {
		stdout: text => {
			stdout += text;
		},
		stderr: text => {
			stderr += text;
		},
		env: { XDG_CACHE_HOME: join(cwd, 'cache') },
		cwd,
	});
	return { code, stdout, stderr, cwd };
}

const kB = (letter: string, count: number): string => letter.repeat(count * 1000);

/** 300 kB are copied, then 200 of them chmodded, and 100 removed: 600 in layers, 300 of them seen. */
const items: readonly (readonly TarItem[])[] = [
	[
		{ path: 'app/', type: '5' },
		{ path: 'app/big', content: kB('b', 200) },
		{ path: 'app/gone', content: kB('g', 100) },
	],
	[{ path: 'app/big', content: kB('b', 200), mode: 0o755 }],
	[
		{ path: 'app/.wh.gone', content: '' },
		{ path: 'app/new', content: kB('n', 100) },
	],
];
const image = savedImage(items.map(tar), ['COPY app /app # buildkit', 'RUN /bin/sh -c chmod +x /app/big # buildkit', 'RUN /bin/sh -c mv # buildkit']);

test('a table with lines, wasted bytes and who is to blame', async t => {
	const dockerfile = 'FROM scratch\nCOPY app /app\nRUN chmod +x /app/big\nRUN mv\n';
	const { code, stdout, stderr } = await run(t, image, ['--dockerfile', 'Dockerfile', '--files'], { Dockerfile: dockerfile });
	assert.equal(code, 0, stderr);
	assert.equal(
		stdout.replace(/ {2}[0-9a-f]{12}$/m, '').trimEnd(),
		`
app:1  linux/amd64

#    size   share  wasted  line  instruction
1  300 kB  50.0 %  300 kB     2  COPY app /app
      +  200 kB  app/big
      +  100 kB  app/gone
2  200 kB  33.3 %             3  RUN chmod +x /app/big
      m  200 kB  app/big
3  100 kB  16.7 %             4  RUN mv
      -  100 kB  app/gone
      +  100 kB  app/new
   600 kB          300 kB        total (bytes of files in layers)

300 kB are seen by a container; 300 kB (50.0 %) in the layers are not.
dive counts: efficiency 50.0 %, wasted 500 kB (166.7 % of what the layers after the first add).
#1 and #2: A later RUN changes owner or mode of these files, which copies them whole: use --chown or --chmod of COPY instead. That saves 200 kB.
#1 and #3: These files are copied and removed later: leave them out by .dockerignore, or copy only what is needed. That saves 100 kB.

The largest copies that nobody sees:
   200 kB  app/big  of #1, copied for its owner or mode by #2
   100 kB  app/gone  of #1, removed by #3`.trimStart(),
	);
});

test('the figures agree with those of an independent program', { skip: spawnSync('python3', ['-c', '']).status === 0 ? false : 'needs python3' }, async t => {
	const { stdout, cwd } = await run(t, image, ['--format', 'json']);
	const { totalSize, waste } = JSON.parse(stdout) as { totalSize: number; waste: { total: number; visible: number; reclaimable: number } };
	// tarfile of Python, and the rules of whiteouts in ten lines
	const script = `
import json, tarfile
outer = tarfile.open('image.tar'); manifest = json.load(outer.extractfile('manifest.json'))[0]
total, seen = 0, {}
for name in manifest['Layers']:
    layer = list(tarfile.open(fileobj=outer.extractfile(name)))
    for entry in layer:
        folder, _, base = entry.name.rpartition('/')
        if base.startswith('.wh.'): seen = {p: s for p, s in seen.items() if p != folder + '/' + base[4:] and not p.startswith(folder + '/' + base[4:] + '/')}
    for entry in layer:
        if entry.isfile() and not entry.name.rpartition('/')[2].startswith('.wh.'): total += entry.size; seen[entry.name] = entry.size
print(json.dumps([total, sum(seen.values())]))`;
	const python = spawnSync('python3', ['-c', script], { cwd, encoding: 'utf8' });
	assert.deepEqual([waste.total, waste.visible], JSON.parse(python.stdout), python.stderr);
	assert.deepEqual([totalSize, waste.reclaimable], [600_000, 300_000]);
});

test('gates: one that is exceeded is a sentence and exit code 1', async t => {
	const gate = async (...args: string[]) => {
		const { code, stderr } = await run(t, image, args);
		return [code, stderr.trim()];
	};
	assert.deepEqual(await gate('--max-size', '600kB', '--max-waste', '50%', '--min-efficiency', '0.5'), [0, '']);
	assert.deepEqual(await gate('--max-size', '599kB'), [1, 'app:1: It has 600 kB, which is more than 599 kB.']);
	assert.deepEqual(await gate('--max-waste', '49.9%'), [1, 'app:1: 50.0 % of the bytes in its layers are seen by nobody, which is more than 49.9 %.']);
	assert.deepEqual(await gate('--max-waste', '200kB'), [1, 'app:1: 300 kB in its layers are seen by nobody, which is more than 200 kB.']);
	assert.deepEqual(await gate('--min-efficiency', '51%'), [1, 'app:1: Its efficiency, as dive counts it, is 50.0 %, which is less than 51.0 %.']);
	assert.deepEqual(await gate('--max-waste', 'much'), [2, '"much" is no limit. Write a size, or a share like 5%.']);
	assert.deepEqual(await gate('--top', '0'), [2, '"0" is no number of files. Write 1 or more.']);
});

test('the limits of .dive-ci count, in either spelling, with what dive takes for those not named', async t => {
	const dive = async (text: string, ...args: string[]) => {
		const { code, stderr } = await run(t, image, args, { '.dive-ci': text });
		return [code, ...stderr.trim().split('\n')];
	};
	assert.deepEqual(await dive('rules:\n  lowestEfficiency: 0.5\n  highestUserWastedPercent: disabled\n'), [0, 'Gates of .dive-ci: efficiency at least 0.5.']);
	assert.deepEqual(await dive('rules:\n  lowest-efficiency: disabled\n  highest-wasted-bytes: 400KB\n  highest-user-wasted-percent: "1"\n'), [
		1,
		'Gates of .dive-ci: wasted at most 400 kB, wasted share at most 1.',
		'app:1: It wastes 500 kB, as dive counts, which is more than 400 kB.',
		'app:1: It wastes 166.7 % of what its own layers add, as dive counts, which is more than 100.0 %.',
	]);
	assert.deepEqual((await dive('rules: {}\n'))[0], 1);
	assert.deepEqual(await dive('rules:\n  lowest-efficiency: much\n'), [
		2,
		'.dive-ci:2:22: "much" is no limit for lowest-efficiency. Write a number, or "disabled".',
	]);
	assert.deepEqual(await dive('', '--dive-ci', 'none'), [2, 'Could not read none (ENOENT).']);
});

test('hostile and damaged archives end with a sentence that names layer and entry', async t => {
	const said = async (layer: Uint8Array) => {
		const { code, stderr } = await run(t, savedImage([layer], ['COPY a / # buildkit']), []);
		return [code, stderr.replace(/Could not read \S+: the layer \S+/, 'LAYER').trim()];
	};
	const whole = tar([
		{ path: 'a', content: 'x' },
		{ path: 'b', content: kB('y', 5) },
	]);
	assert.deepEqual(await said(whole.subarray(0, 512 + 512 + 512 + 100)), [2, 'LAYER is damaged, after a: the tar ends within a file.']);
	const damaged = whole.slice();
	damaged[512 + 512 + 3] = 0x41;
	assert.deepEqual(await said(damaged), [2, 'LAYER is damaged, after a: a tar header does not match its checksum.']);
	assert.deepEqual(await said(tar([{ path: 'big', content: '', size: 10 * 2 ** 30 - 1 }])), [2, 'LAYER is damaged: the tar ends within a file.']);
	assert.deepEqual(await said(tar([{ path: 'x', content: '', pax: { path: 'd/'.repeat(3000) } }])), [
		2,
		'LAYER is damaged: the path of an entry is longer than 4,096 characters.',
	]);
});

test('paths that lead out of the image stay in it', async t => {
	const layer = tar([
		{ path: '../../etc/passwd', content: 'root' },
		{ path: 'a/../../b', content: 'xy' },
	]);
	const { stdout } = await run(t, savedImage([layer], ['COPY a / # buildkit']), ['--files', '--format', 'json']);
	assert.deepEqual(
		(JSON.parse(stdout) as { files: { path: string }[][] }).files[0]?.map(({ path }) => path),
		['etc/passwd', 'b'],
	);
});
