import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('what the parser refuses', () =>
	checkMarks(
		'syntax-error',
		`
FROM debian:12
CMD ["a", 1]
    ^^^^^^^^ A JSON array of arguments may hold strings only.
ENV a=1 b
        ^ "b" has no "=": write name=value.
LABEL x
      ^ LABEL must have two arguments: write name=value.
RUN <<EOF
    ^^^^^ The here-document "EOF" is never closed: its delimiter must stand alone on a line.
a`,
	));

test('what only looks wrong', () => checkSilent('syntax-error', "FROM debian:12\nCMD ['a']\nRUN [ -f x ] && y\nENV a b c\nRUN echo '<<EOF'"));
