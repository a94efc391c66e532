import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('missing, not boolean, not one of the words', () =>
	checkMarks(
		'invalid-flag-value',
		`
FROM debian:12
COPY --link=yes a /a
            ^^^ --link is true or false, not yes.
COPY --link= a /a
     ^^^^^^^ --link has no value behind "=".
COPY --chown a /a
     ^^^^^^^ --chown has no value.
RUN --network=nne a
              ^^^ --network is one of default, none, host, not nne: did you mean none?
RUN --security= a
    ^^^^^^^^^^^ --security has no value behind "=".
COPY --from=$X a /a
            ^^ Variables are not expanded in --from: give a stage the image and use its name.
ONBUILD COPY --parents=1 a /a
                       ^ --parents is true or false, not 1.`,
	));

test('what is right, and what BuildKit never looks at', () =>
	checkSilent('invalid-flag-value', 'FROM debian:12\nCOPY --link --parents=FALSE --chown= a /a\nHEALTHCHECK --interval NONE\nARG --link=x a'));
test('a frontend of its own may know more words', () => checkSilent('invalid-flag-value', '# syntax=a/b\nFROM a\nRUN --network=vpn a'));
test('a value behind a blank is joined', () =>
	checkFix('invalid-flag-value', 'FROM a\nHEALTHCHECK --interval 30s --timeout 3s CMD a', 'FROM a\nHEALTHCHECK --interval=30s --timeout=3s CMD a'));
test('true for yes', () => checkFix('invalid-flag-value', 'FROM a\nCOPY --link=yes a /a', 'FROM a\nCOPY --link=true a /a'));
