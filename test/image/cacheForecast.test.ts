import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cacheForecast } from '../../server/src/image/cacheForecast.ts';
import { type BuildOf, cacheBuild } from '../support/cacheBuilds.ts';

const text = 'FROM a AS deps\nCOPY package.json .\nRUN install\nFROM a\nCOPY --from=deps /m /m\nCOPY src src\nENV MODE=1\nRUN build\nLABEL v=1\n';
const runs = { 2: 0.5, 3: 40, 5: 2, 6: 0.25, 8: 8 };

function forecast(now: string, then: Partial<BuildOf> = {}, files?: BuildOf['files']) {
	return cacheForecast(cacheBuild({ text: now, ...(files ? { files } : {}) }), [cacheBuild({ text, runs, ...then })]);
}

test('from the first changed instruction on, within its stage and where it is copied from', () => {
	assert.deepEqual(forecast(text.replace('RUN install', 'RUN install -q')), {
		lines: [2, 4, 5, 7],
		seconds: 40 + 2 + 0.25 + 8,
		reason: 'Line 3, RUN install -q: The instruction changed. It was: RUN install',
	});
});

test('comments, line ends, labels and the case of keywords cost nothing', () => {
	assert.equal(forecast(text), undefined);
	assert.equal(
		forecast(text.replace('LABEL v=1', '# new\nLABEL v=2\nCMD x').replace('RUN install', '\n# why\nrun \\\n  install').replace('FROM a\n', 'FROM a AS last\n')),
		undefined,
	);
});

test('the command of RUN counts as it stands, blanks too', () => {
	assert.deepEqual(forecast(text.replace('RUN build', 'RUN build  '))?.lines, undefined);
	assert.deepEqual(forecast(text.replace('RUN install', 'RUN install  x'))?.lines, [2, 4, 5, 7]);
});

test('ENV is for RUN, not for COPY', () => {
	assert.deepEqual(forecast(text.replace('FROM a\nCOPY', 'FROM a\nENV NEW=1\nCOPY')), {
		lines: [8],
		seconds: 8,
		reason: 'Line 9, RUN build: Variable NEW of ENV changed.',
	});
});

test('COPY --link does not depend on what is before it', () => {
	const linked = text.replace('COPY src src', 'COPY --link src src');
	assert.deepEqual(cacheForecast(cacheBuild({ text: linked.replace('FROM a\nCOPY', 'FROM b\nCOPY') }), [cacheBuild({ text: linked, runs })])?.lines, [4, 7]);
});

test('files that changed since', () => {
	const files = { 'package.json': '1', 'src/a.ts': '1' };
	assert.equal(forecast(text, { files }, files), undefined);
	assert.deepEqual(forecast(text, { files }, { ...files, 'src/b.ts': '1' }), {
		lines: [5, 7],
		seconds: 8.25,
		reason: 'Line 6, COPY src src: A file that it reads changed: src/b.ts.',
	});
	assert.equal(forecast(text, { files }), undefined, 'where the files of now are not known they count as they were');
});

test('what a failed build did not reach runs, with the seconds of the build before', () => {
	const failed = cacheBuild({ text, built: false, runs: { 2: 'cached', 3: 'cached', 5: 'cached', 6: 1, 8: 'failed' } });
	assert.deepEqual(cacheForecast(cacheBuild({ text }), [failed]), { lines: [7], seconds: 0, reason: 'Line 8, RUN build: No build before ended this step.' });
	assert.equal(cacheForecast(cacheBuild({ text }), [failed, cacheBuild({ text, runs })]), undefined, 'the older one left it in the cache');
	const edited = cacheBuild({ text: text.replace('MODE=1', 'MODE=2') });
	assert.equal(cacheForecast(edited, [failed, cacheBuild({ text, runs })])?.seconds, 8);
});

test('an edit that is taken back is still in the cache', () => {
	const between = cacheBuild({ text: text.replace('RUN install', 'RUN other'), runs: { 3: 4, 5: 1, 6: 1, 8: 1 } });
	assert.equal(cacheForecast(cacheBuild({ text }), [between, cacheBuild({ text, runs })]), undefined);
});

test('only what the target needs, and nothing where nothing was built', () => {
	assert.equal(cacheForecast(cacheBuild({ text }), []), undefined);
	const target = { target: 'deps', text };
	assert.deepEqual(cacheForecast(cacheBuild({ ...target, text: text.replace('RUN build', 'RUN x') }), [cacheBuild({ ...target, runs })]), undefined);
});

test('many stages that copy from all before: answered at once', () => {
	const stages = Array.from(
		{ length: 60 },
		(_, at) => `FROM a AS s${at}\n${Array.from({ length: at }, (__, from) => `COPY --from=s${from} /x /x\n`).join('')}RUN x\n`,
	);
	const now = cacheBuild({ text: stages.join('').replace('RUN x', 'RUN y') });
	assert.equal(cacheForecast(now, [cacheBuild({ text: stages.join('') })])?.lines.length, now.steps.filter(({ keyword }) => keyword !== 'FROM').length);
});
