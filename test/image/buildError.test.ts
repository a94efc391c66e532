import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readBuildFailure } from '../../server/src/image/buildError.ts';
import { DockerfileDocument } from '../../server/src/service/document.ts';
import { allSteps } from '../../server/src/service/steps.ts';

const dockerfiles: Readonly<Record<string, string>> = {
	parse: 'FROM localhost/base:1\nRUNN x\n',
	copy: 'FROM localhost/base:1\nENV A=1\nCOPY nope /x\nRUN false\n',
	fail: 'FROM localhost/base:1\nENV A=1\nRUN echo out; \\\n echo err >&2; false\n',
	base: 'FROM nothere:9\nRUN false\n',
};

/** What the builders printed, the line they meant (one-based; 0: they do not say), and the message that is left. */
const failures: readonly (readonly [string, string, number, RegExp])[] = [
	['20.10-buildkit', 'parse', 2, /^dockerfile parse error line 2: unknown instruction: RUNN$/],
	['20.10-buildkit', 'copy', 3, /^"\/nope" is not in the build context, or \.dockerignore excludes it\.$/],
	['20.10-buildkit', 'fail', 3, /^executor failed running \[\/bin\/sh -c echo out; {2}echo err >&2; false\]: exit code: 1$/],
	['20.10-buildkit', 'base', 0, /no such host$/],
	['20.10-classic', 'parse', 2, /^dockerfile parse error line 2: unknown instruction: RUNN$/],
	['20.10-classic', 'copy', 3, /^COPY failed: file not found in build context/],
	['20.10-classic', 'fail', 3, /returned a non-zero code: 1$/],
	['20.10-classic', 'base', 1, /no such host$/],
	['0.33-buildx', 'parse', 2, /^dockerfile parse error on line 2: unknown instruction: RUNN \(did you mean RUN\?\)$/],
	['0.33-buildx', 'copy', 2, /^"\/nope" was not found\.$/],
	['0.33-buildx', 'fail', 2, /^process "\/bin\/sh -c .*" did not complete successfully: exit code: 3$/],
	['0.33-buildx', 'nobase', 1, /docker\.io\/library\/doesnotexist:9: not found$/],
];

for (const [builder, kind, line, message] of failures) {
	test(`${builder}: ${kind}`, () => {
		const output = readFileSync(join(import.meta.dirname, `../fixtures/image/build-${builder}.${kind}.txt`), 'utf8');
		const steps = builder.startsWith('20.10') ? allSteps(new DockerfileDocument(dockerfiles[kind] as string)) : [];
		const failure = readBuildFailure(output, steps);
		assert.match(failure.message, message);
		assert.equal(failure.line, line === 0 ? undefined : line - 1);
	});
}

const steps = (text: string) => allSteps(new DockerfileDocument(text));

test('the step of a solve error is found through its variables', () =>
	assert.equal(
		readBuildFailure('------\n > [2/3] COPY app-1.2.tgz /x:\n------\nnot found', steps('FROM a\nARG V=1.2\nCOPY app-$V.tgz /x\nCOPY other /x\n')).line,
		2,
	));

test('a file that another stage does not have', () => {
	const excerpt = 'Dockerfile:2\n--------------------\n   2 | >>> COPY --from=build /out /out\n--------------------\n';
	const said = 'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref a1::b2: "/out": not found';
	assert.deepEqual(readBuildFailure(excerpt + said, steps('FROM a\nCOPY --from=build /out /out\n')), { message: '"/out" is not in "build".', line: 1 });
	assert.equal(readBuildFailure(excerpt + said, steps('FROM a\nCOPY out /out\n')).message, '"/out" is not in the build context, or .dockerignore excludes it.');
	assert.equal(readBuildFailure(said).message, '"/out" was not found.');
});

test('two equal instructions are not told apart', () =>
	assert.equal(readBuildFailure('------\n > [2/3] RUN false:\n------\nfailed', steps('FROM a\nRUN false\nRUN false\n')).line, undefined));

test('Podman numbers within a stage, so the text decides', () =>
	assert.equal(
		readBuildFailure(
			'[2/2] STEP 1/2: FROM b\n[2/2] STEP 2/2: RUN false\nError: building at STEP "RUN false": exit status 1',
			steps('FROM a AS x\nRUN true\nFROM b\nRUN false\n'),
		).line,
		3,
	));

test('silence has a message too', () => assert.deepEqual(readBuildFailure('\n'), { message: 'The builder stopped without a message.', line: undefined }));
