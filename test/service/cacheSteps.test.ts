import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cacheSteps } from '../../server/src/service/cacheSteps.ts';
import { contextInputs } from '../../server/src/service/contextInputs.ts';
import { DockerfileDocument } from '../../server/src/service/document.ts';

const steps = (text: string, options = {}) => cacheSteps(new DockerfileDocument(text), options);

test('steps are numbered as the builder does, of the stages that the target needs', () => {
	const text = 'FROM a AS one\nRUN 1\nFROM one AS two\nENV A=1\nRUN 2\nFROM unused\nRUN 3\nFROM scratch\nCOPY --from=two /x /x\nWORKDIR /w\n';
	const places = (target?: string) => steps(text, { target }).map(({ stage, number, keyword, base, sources }) => [stage, number, keyword, base, sources]);
	assert.deepEqual(places(), [
		['one', 1, 'FROM', [], []],
		['one', 2, 'RUN', [0], []],
		['two', 1, 'RUN', [1], []],
		['stage-3', 1, 'COPY', [], [2]],
		['stage-3', 2, 'WORKDIR', [3], []],
	]);
	assert.equal(places('one').length, 2);
	assert.equal(places('2').length, 2);
	assert.equal(places('none').length, 0);
});

test('arguments: given, default, global; platform arguments depend on the platform', () => {
	const text = 'ARG G=global\nARG T=1\nFROM a:$T\nARG G\nARG D=default\nARG E\nARG TARGETARCH\nRUN x\n';
	const variables = (options: object) => Object.fromEntries([...(steps(text, options).at(-1)?.variables ?? [])].map(([name, { value }]) => [name, value]));
	assert.deepEqual(variables({}), { G: 'global', D: 'default', TARGETARCH: 'TARGETARCH of this machine' });
	assert.deepEqual(variables({ args: { G: 'g', E: 'e' }, platform: 'linux/arm64' }), { G: 'g', D: 'default', E: 'e', TARGETARCH: 'TARGETARCH of linux/arm64' });
	assert.equal(steps(text, { args: { T: '2' } })[0]?.own, 'a:2');
	assert.equal(steps(text, { args: { T: '2' } })[0]?.text, 'FROM a:$T', 'the text to be shown has no value in it');
});

test('sources: folders with all below, patterns, what lies outside, addresses', () => {
	const reads = (sources: string[], path: string, excludes: string[] = []) => contextInputs(sources, excludes)?.reads(path);
	assert.equal(reads(['src/'], 'src/a/b.ts'), true);
	assert.equal(reads(['src'], 'srcs/a'), false);
	assert.equal(reads(['/src/../lib'], 'lib/a'), true);
	assert.equal(reads(['../..'], 'anything'), true, 'nothing leads out of the context');
	assert.equal(reads(['*.txt'], 'a.txt'), true);
	assert.equal(reads(['*.txt'], 'b/a.txt'), false);
	assert.equal(reads(['s*'], 'src/deep/a'), true, 'a folder that matches is copied whole');
	assert.equal(reads(['.'], 'a.log', ['*.log']), false);
	assert.equal(reads(['[a-'], 'a'), false, 'the builder fails at it');
	assert.equal(contextInputs(['https://example.org/a.tar', 'git@example.org:a/b.git']), undefined);
	assert.deepEqual(contextInputs(['a/b/*.ts', 'c', '.'])?.roots, ['a/b', 'c', '']);
});
