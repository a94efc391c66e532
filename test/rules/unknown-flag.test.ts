import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('misspelt and foreign', () =>
	checkMarks(
		'unknown-flag',
		`
FROM --plattform=linux/amd64 debian:12
     ^^^^^^^^^^^^^^^^^^^^^^^ FROM has no flag --plattform: did you mean --platform?
COPY --unpack a /a
     ^^^^^^^^ COPY has no flag --unpack.`,
	));

test('all that the reference knows', () =>
	checkSilent(
		'unknown-flag',
		`
FROM --platform=linux/amd64 debian:12
ADD --unpack --keep-git-dir --checksum=sha256:1 --chmod=1 --chown=1 --link --exclude=a a /a
COPY --from=0 --parents --link --exclude=b a /a
RUN --mount=type=cache,target=/x --network=none --security=insecure --device=x a
HEALTHCHECK --interval=1s --timeout=1s --start-period=1s --start-interval=1s --retries=0 CMD a
CMD --not-a-flag-of-ours`.replace(/\nCMD.*/, ''),
	));

test('a frontend of its own may know more', () => checkSilent('unknown-flag', '# syntax=example.com/frontend:2\nFROM debian:12\nRUN --shiny a'));
test('only the name', () => checkFix('unknown-flag', 'FROM debian:12\nCOPY --chwon="1:1" a /a', 'FROM debian:12\nCOPY --chown="1:1" a /a'));
