import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'consecutive-runs';

test('in what is shipped', () =>
	checkMarks(
		id,
		`
FROM debian:12 AS base
RUN a
RUN b
^^^ This could be part of the RUN in line 2.
FROM base
RUN c
# why
RUN d
^^^ This could be part of the RUN in line 5.`,
	));

test('builders, other flags, other instructions between', () =>
	checkSilent(id, 'FROM a AS b\nRUN a\nRUN b\nFROM a\nRUN a\nENV x=y\nRUN b\nRUN --mount=type=tmpfs,target=/x c\nRUN ["d"]\nCOPY --from=b /a /a'));
