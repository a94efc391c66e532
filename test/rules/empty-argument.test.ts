import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('names, paths, images', () =>
	checkMarks(
		'empty-argument',
		`
ARG EMPTY=
FROM scratch
ENV a=b =c
        ^^ There is no name before "=".
LABEL =c
      ^^
ARG =c
    ^^
VOLUME ["/a", " "]
              ^^^ A volume needs a path.
VOLUME ""
       ^^
FROM "\${NOWHERE}"
     ^^^^^^^^^^^^ "\${NOWHERE}" is empty: no global ARG gives it a value.`,
	));

test('values may be empty, and what nobody knows', () => checkSilent('empty-argument', 'ARG BASE\nFROM $BASE\nENV a=\nARG b\nVOLUME $DATA'));
