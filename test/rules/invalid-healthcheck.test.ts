import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('types, commands, times', () =>
	checkMarks(
		'invalid-healthcheck',
		`
FROM debian:12
HEALTHCHECK curl -f http://localhost
            ^^^^ HEALTHCHECK begins with CMD or NONE, not with curl.
HEALTHCHECK CND curl
            ^^^ HEALTHCHECK CND is unknown: did you mean CMD?
HEALTHCHECK CMD
            ^^^ HEALTHCHECK CMD has no command.
HEALTHCHECK CMD []
                ^^ HEALTHCHECK CMD has no command.
HEALTHCHECK NONE a b
                 ^^^ HEALTHCHECK NONE takes nothing more.
HEALTHCHECK --interval=30 --timeout=5x --retries=three CMD a
                       ^^ 30 has no unit: write s behind it for seconds.
                                    ^^ 5x has an unknown unit x: there are ns, us, ms, s, m and h.
                                                 ^^^^^ three is no number of retries.
HEALTHCHECK --interval=1us --start-period=-1s --retries=-1 CMD a
                       ^^^ 1us is less than a millisecond.
                                          ^^^ -1s is less than a millisecond.
                                                        ^^ The number of retries cannot be negative.
HEALTHCHECK --interval=$I CMD a
                       ^^ HEALTHCHECK takes no variables in --interval.`,
	));

test('what BuildKit takes', () =>
	checkSilent(
		'invalid-healthcheck',
		'FROM a\nHEALTHCHECK none\nHEALTHCHECK --interval=0 --timeout=0s --retries=0 CMD a\nHEALTHCHECK --interval=1h2m3.5s --start-interval=.5s cmd ["a"]\nHEALTHCHECK --interval=x NONE\nHEALTHCHECK',
	));
test('seconds, and CMD', () =>
	checkFix('invalid-healthcheck', 'FROM a\nHEALTHCHECK --interval=30 \\\n  curl -f x', 'FROM a\nHEALTHCHECK --interval=30s \\\n  CMD curl -f x'));
