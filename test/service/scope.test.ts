import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DockerfileDocument } from '../../server/src/service/index.ts';
import { unknown } from '../../server/src/service/syntax/expand.ts';

/** The scope before the last instruction. */
function last(text: string) {
	const doc = new DockerfileDocument(text);
	const scope = doc.scope(doc.instructions.at(-1) as never);
	assert(scope);
	return { doc, scope };
}

test('ARG and ENV by position; an ARG without value leaves an ENV alone', () => {
	const { scope } = last('FROM scratch\nENV A=1 B=$A\nARG A=2\nENV C=$A\nARG C\nRUN x');
	assert.equal(scope.lookup('A'), '2');
	assert.equal(scope.lookup('B'), '');
	assert.equal(scope.lookup('C'), '2');
	assert.equal(scope.lookup('Z'), undefined);
});

test('global ARGs are seen by FROM, and by stages that declare them again', () => {
	const { doc, scope } = last('ARG V=12\nFROM node:$V AS a\nRUN x\nFROM scratch\nARG V\nRUN y');
	assert.equal(doc.stages[0]?.base.text, 'node:12');
	assert.equal(doc.scope(doc.stages[0]?.instructions[0] as never)?.lookup('V'), unknown, 'the base image may define it');
	assert.equal(scope.lookup('V'), '12');
});

test('user, working directory and shell, through FROM of a stage', () => {
	const { scope } = last('FROM debian:12 AS a\nUSER app\nWORKDIR /a\nWORKDIR ../b\nSHELL ["/bin/bash", "-c"]\nENV X=1\nFROM A\nWORKDIR c\nRUN x');
	assert.equal(scope.user.value, 'app');
	assert.equal(scope.workdir, '/b/c');
	assert.equal(scope.shell[0], '/bin/bash');
	assert.equal(scope.lookup('X'), '1');
});

test('what is reachable from the shipped stage', () => {
	const doc = new DockerfileDocument(
		'FROM a:1 AS base\nFROM base AS build\nFROM a:1 AS unused\nFROM scratch\nCOPY --from=build / /\nRUN --mount=type=bind,from=3,target=/x y',
	);
	assert.deepEqual([...doc.built].map(stage => stage.index).sort(), [0, 1, 3]);
});
