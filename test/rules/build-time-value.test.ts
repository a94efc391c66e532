import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'build-time-value';

test('into a file, through a pipe, substituted', () =>
	checkMarks(
		id,
		`
FROM a
RUN date -u +%F > /d
    ^^^^^^^^^^^ date writes the clock into the image: each build gives another one.
RUN echo "id=$(uuidgen)" >> /etc/id && uuidgen | tee /id
               ^^^^^^^ uuidgen writes chance into the image: each build gives another one.
                                       ^^^^^^^`,
	));

test('shown, measured, given, of another program', () =>
	checkSilent(
		id,
		`
FROM a
RUN echo "$(date)" && date && start=$(date +%s) && date > /dev/null && date -d "@$E" > /d && date --date=x > /d && hostname x > /d
RUN echo date > /d && test "$(hostname)" = x`,
	));
