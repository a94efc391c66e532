import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'useradd-with-high-uid';

test('in two spellings', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN groupadd -g 123456 a && useradd -m -u 123456 a
                                          ^^^^^^ useradd makes logs with room for 123456 users: give it --no-log-init.
RUN useradd --uid=1000000 a
                  ^^^^^^^`,
	));

test('low, unknown, without logs', () =>
	checkSilent(id, 'FROM a\nRUN useradd -u 65532 a && useradd -u $UID a && useradd -lmu 123456 a && useradd --no-log-init -u 123456 a && adduser -u 123456 a'));

test('inserted', () => checkFix(id, 'FROM a\nRUN useradd \\\n  -u 123456 a', 'FROM a\nRUN useradd --no-log-init \\\n  -u 123456 a'));
