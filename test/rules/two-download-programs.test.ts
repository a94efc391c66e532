import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'two-download-programs';

test('the first use of the second one, in each stage', () =>
	checkMarks(
		id,
		`
FROM debian:12 AS a
RUN wget a && curl b
              ^^^^ This stage uses wget already.
RUN curl c
FROM debian:12
RUN curl a
RUN wget b
    ^^^^ This stage uses curl already.`,
	));

test('one of them, or each in a stage of its own', () => {
	checkSilent(id, 'FROM debian:12\nRUN curl a\nRUN curl b');
	checkSilent(id, 'FROM debian:12 AS a\nRUN curl a\nFROM debian:12\nRUN wget b');
	checkSilent(id, 'FROM debian:12\nRUN apt-get install -y curl wget && curl a');
});
