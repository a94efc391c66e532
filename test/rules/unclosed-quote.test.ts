import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('wherever BuildKit takes quotes off', () =>
	checkMarks(
		'unclosed-quote',
		`
FROM debian:12
LABEL what=it's
             ^ This single quote is never closed.
ENV a="b c
      ^ This double quote is never closed.
ENV text don't do "this"
            ^ This single quote is never closed.
USER "a
     ^
COPY a "b
       ^
ONBUILD WORKDIR /a'
                  ^`,
	));

test('closed, escaped, and what the shell reads', () =>
	checkSilent('unclosed-quote', `FROM a\nENV a="it's" b='"' c=it\\'s\nRUN echo it's\nMAINTAINER it's\nCMD it's\nHEALTHCHECK CMD it's`));
