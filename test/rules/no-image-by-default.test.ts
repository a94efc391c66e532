import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'no-image-by-default';

test('empty, or no image', () =>
	checkMarks(
		id,
		`
ARG BASE
ARG TAG
FROM $BASE
     ^^^^^ $BASE is empty unless the caller of the build gives a value.
FROM debian:\${TAG}
     ^^^^^^^^^^^^^ By default debian:\${TAG} is "debian:", which names no image.`,
	));

test('with defaults, stages, unknown names', () =>
	checkSilent(id, 'ARG T\nARG V=1\nARG S=base\nFROM a:$V AS base\nFROM $S\nFROM a$T\nFROM a:${T:-1}\nFROM a:$TARGETARCH\nFROM a:$NOBODY\nFROM a:1'));
