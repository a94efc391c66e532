import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { BuildRecord, BuildResult, CacheForecast, CacheMiss, ListedBuild } from '../../server/src/protocol/index.ts';
import { fakeProgram } from '../support/fakeProgram.ts';
import { type LspClient, withClient } from '../support/lspClient.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const timeout = 30_000;
const dockerfile = 'FROM base:1\nARG MODE=fast\nCOPY *.txt /texts/\nRUN echo $MODE\nRUN true\n';

/**
 * An engine whose images are files: names in `tags/`, each with an id in it, so that a test sees what was moved. `build` runs the script
 * `steps`, and gives the next id to its tag.
 */
function engine(t: TestContext) {
	const folder = temporaryFolder(t, { 'project/Dockerfile': dockerfile, 'project/a.txt': 'a', 'tags/.keep': '', steps: '', count: '0' });
	const tags = join(folder, 'tags');
	const program = fakeProgram(
		folder,
		'docker',
		`
cd '${tags}'
name() { echo "$1" | tr '/' '_'; }
idof() { case "$1" in sha256:*) if grep -qxs "$1" -- *; then echo "$1"; fi;; *) cat -- "$(name "$1")" 2>/dev/null;; esac; }
case "$1 $2" in
"buildx version") echo v0.33.0;;
"images "*) for f in *; do echo "{\\"ID\\":\\"$(cat "$f")\\",\\"Repository\\":\\"\${f%%:*}\\",\\"Tag\\":\\"\${f#*:}\\"}"; done;;
"image inspect") for last; do :; done; id=$(idof "$last"); [ -n "$id" ] || { echo "Error: No such image: $last" >&2; exit 1; }
  names=''; for f in *; do [ "$(cat "$f")" = "$id" ] && names="$names,\\"$f\\""; done
  echo "{\\"Id\\":\\"$id\\",\\"RepoTags\\":[\${names#,}],\\"Created\\":\\"2026-01-02T03:04:05Z\\",\\"Size\\":77,\\"RootFS\\":{}}";;
"tag --") idof "$3" > "../new" && mv ../new "$(name "$4")";;
"image rm") rm -- "$(name "$4")";;
"buildx build")
  while [ $# -gt 0 ]; do case "$1" in -t) tag="$2";; --iidfile) iid="$2";; --metadata-file) metadata="$2";; esac; shift; done
  . '${folder}/steps'
  n=$(($(cat ../count) + 1)); echo $n > ../count
  id="sha256:$(printf '%064d' $n)"; echo "$id" > "$(name "$tag")"; printf %s "$id" > "$iid"; echo "{\\"containerimage.digest\\":\\"$id\\"}" > "$metadata";;
*) exit 1;;
esac`,
	);
	const uri = pathToFileURL(join(folder, 'project/Dockerfile')).href;
	return {
		uri,
		folder,
		tags: () =>
			Object.fromEntries(
				readdirSync(tags)
					.filter(name => name !== '.keep')
					.map(name => [name, Number(readFileSync(join(tags, name), 'utf8').trim().slice(7))]),
			),
		/** By number: 'cached', or the seconds it takes. */
		steps: (...steps: (string | number)[]) =>
			writeFileSync(
				join(folder, 'steps'),
				['FROM docker.io/library/base:1', 'COPY *.txt /texts/', 'RUN echo fast', 'RUN true']
					.slice(0, steps.length)
					.flatMap((text, at) => [
						`echo '#${at + 4} [${at + 1}/4] ${text}' >&2`,
						`echo '#${at + 4} ${steps[at] === 'cached' ? 'CACHED' : `DONE ${steps[at]}s`}' >&2`,
					])
					.join('\n'),
			),
		with: (run: (client: LspClient) => Promise<void>, options: { trusted?: boolean; env?: Record<string, string> } = {}) =>
			withClient(
				{
					settings: { enginePath: program },
					env: { XDG_STATE_HOME: join(folder, 'state'), ...options.env },
					initializationOptions: { trusted: options.trusted ?? true },
				},
				run,
			),
	};
}

const built = (client: LspClient, uri: string, tag: string, more: object = {}) =>
	client.request<BuildResult>('drydock/build/run', { uri, tag, token: tag, ...more });
const listed = (client: LspClient, params: object) => client.request<readonly ListedBuild[]>('drydock/history/list', params);

test('builds are listed after a restart, with what became of their images', { timeout }, async t => {
	const fake = engine(t);
	await fake.with(
		async client => {
			assert.deepEqual(await listed(client, {}), []);
			fake.steps(0.5, 1, 2, 3);
			assert.equal((await built(client, fake.uri, 'app:1')).outcome, 'built');
			fake.steps('cached', 'cached', 2.5, 3);
			assert.equal((await built(client, fake.uri, 'app:2', { args: { MODE: 'argument-canary' }, secrets: [{ id: 's', env: 'TOKEN' }] })).outcome, 'built');
		},
		{ env: { TOKEN: 'secret-canary' } },
	);
	await fake.with(async client => {
		const builds = await listed(client, { uri: fake.uri });
		assert.deepEqual(
			builds.map(({ tags, outcome, size, present, engine: name }) => [tags, outcome, size, present, name]),
			[
				[['app:2'], 'built', 77, true, 'Docker'],
				[['app:1'], 'built', 77, true, 'Docker'],
			],
		);
		assert.ok(builds[0]?.choice.argNames.includes('MODE'));
		assert.equal((await listed(client, { folder: pathToFileURL(join(fake.folder, 'project')).href })).length, 2);
		assert.equal((await listed(client, { folder: pathToFileURL(join(fake.folder, 'proj')).href })).length, 0);
		const { build } = await client.request<{ build: BuildRecord }>('drydock/history/read', { id: builds[1]?.id });
		assert.equal(build.text, dockerfile);
		assert.deepEqual(
			build.steps.map(({ line, seconds }) => [line, seconds]),
			[
				[0, 0.5],
				[2, 1],
				[3, 2],
				[4, 3],
			],
		);
		const { misses } = await client.request<{ misses: readonly CacheMiss[] }>('drydock/history/whyNotCached', { id: builds[0]?.id });
		assert.deepEqual(misses, [{ line: 3, text: 'RUN echo $MODE', reason: 'Build argument MODE changed.', inputs: [] }]);
	});
	await fake.with(
		async client => {
			const [build] = await listed(client, {});
			assert.equal(build?.present, undefined, 'no engine is asked');
			await assert.rejects(client.request('drydock/history/rollBack', { id: build?.id, tag: 'app:2' }), /not trusted/);
			await assert.rejects(client.request('drydock/history/remove', { id: build?.id, image: true }), /not trusted/);
		},
		{ trusted: false },
	);
	const written = readdirSync(fake.folder, { recursive: true, withFileTypes: true })
		.flatMap(entry => (entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), 'utf8') : []))
		.join('\n');
	assert.match(written, /"argNames":\["MODE"\]/);
	assert.doesNotMatch(written, /canary/);
});

test('going back: the present image is kept, an image that is gone is told', { timeout }, async t => {
	const fake = engine(t);
	await fake.with(async client => {
		fake.steps(0, 0, 0, 0);
		await built(client, fake.uri, 'app:1');
		await built(client, fake.uri, 'app:2');
		const [second, first] = await listed(client, {});
		const back = (tag: string) => client.request<{ kept?: string; failure?: string }>('drydock/history/rollBack', { id: first?.id, tag });
		const kept = 'app:bld-20260102030405-000000000000';
		assert.deepEqual(await back('app:2'), { kept });
		assert.deepEqual(fake.tags(), { 'app:1': 1, 'app:2': 1, [kept]: 2 });
		assert.match((await back('No:Name')).failure ?? '', /lower case/i);

		const remove = (id: string | undefined, image: boolean) => client.request<{ removed?: true; failure?: string }>('drydock/history/remove', { id, image });
		assert.deepEqual(await remove(second?.id, true), { removed: true });
		assert.deepEqual(fake.tags(), { 'app:1': 1, 'app:2': 1 }, 'the kept name goes, app:2 is of another image by now');
		assert.match((await remove(second?.id, false)).failure ?? '', /not remembered any more/);
		assert.deepEqual(
			(await listed(client, {})).map(({ id }) => id),
			[first?.id],
		);
		// somebody else removes the image
		await client.request('drydock/history/remove', { id: 'none', image: false });
		fake.steps(0, 0, 0, 0);
		await built(client, fake.uri, 'app:3');
		const [third] = await listed(client, {});
		await remove(first?.id, true);
		assert.deepEqual(fake.tags(), { 'app:2': 1, 'app:3': 3 }, 'a name that was not given by that build stays');
		writeFileSync(join(fake.folder, 'tags/app:3'), `sha256:${'9'.repeat(64)}`);
		const gone = await client.request<{ failure?: string }>('drydock/history/rollBack', { id: third?.id, tag: 'app:2' });
		assert.match(gone.failure ?? '', /not there any more.*Build it again/);
		assert.deepEqual(
			(await listed(client, {})).map(({ present }) => present),
			[false],
		);
	});
});

test('a forecast while typing, and for files that changed', { timeout }, async t => {
	const fake = engine(t);
	await fake.with(async client => {
		const forecast = () => client.request<CacheForecast | null>('drydock/history/forecast', { uri: fake.uri });
		await client.open(fake.uri, dockerfile);
		assert.equal(await forecast(), null, 'never built');
		fake.steps(0.5, 1, 2, 3);
		await built(client, fake.uri, 'app:1');
		assert.equal(await forecast(), null, 'nothing changed');
		await client.change(fake.uri, dockerfile.replace('echo $MODE', 'echo  $MODE'));
		assert.deepEqual(await forecast(), { lines: [3, 4], seconds: 5, reason: 'Line 4, RUN echo $MODE: The instruction changed. It was: RUN echo $MODE' });
		await client.change(fake.uri, `${dockerfile}# a comment\n`);
		assert.equal(await forecast(), null);
	});
	writeFileSync(join(fake.folder, 'project/b.txt'), 'b');
	await fake.with(async client => {
		const found = await client.request<CacheForecast | null>('drydock/history/forecast', { uri: fake.uri });
		assert.deepEqual(found, { lines: [2, 3, 4], seconds: 6, reason: 'Line 3, COPY *.txt /texts/: A file that it reads changed: b.txt.' });
		assert.equal(await client.request('drydock/history/forecast', { uri: 'untitled:Dockerfile' }), null);
	});
});

test('what the builder could not do is remembered with its sentence', { timeout }, async t => {
	const fake = engine(t);
	writeFileSync(join(fake.folder, 'steps'), "echo '#4 [1/4] FROM base' >&2; echo 'ERROR: failed to solve: base:1: not found' >&2; exit 1");
	await fake.with(async client => {
		assert.equal((await built(client, fake.uri, 'app:1')).outcome, 'failed');
		const [build] = await listed(client, {});
		assert.deepEqual([build?.outcome, build?.failure, build?.present], ['failed', 'base:1: not found', undefined]);
		const { failure } = await client.request<{ failure?: string }>('drydock/history/rollBack', { id: build?.id, tag: 'app:1' });
		assert.match(failure ?? '', /no image/);
	});
});
