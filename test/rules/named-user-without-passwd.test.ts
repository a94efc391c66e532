import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('USER and --chown, also in a stage on such a stage', () =>
	checkMarks(
		'named-user-without-passwd',
		`
FROM scratch AS base
COPY --chown=app:app a /a
             ^^^^^^^ There is no /etc/passwd in this image to look app:app up: use a number.
FROM base
USER nobody
     ^^^^^^ There is no /etc/passwd in this image to look nobody up: use a number.`,
	));

for (const text of [
	'FROM scratch\nCOPY --chown=1:1 a /a\nUSER 65532:65532',
	'FROM scratch\nCOPY --from=build /etc/passwd /etc/passwd\nUSER nobody',
	'FROM scratch\nCOPY --from=build /etc/passwd /etc/group /etc/\nUSER nobody',
	'FROM scratch\nCOPY --from=build /out /\nUSER nobody',
	'FROM scratch\nADD rootfs.tar.xz /\nUSER nobody',
	'FROM scratch\nCOPY a $TO\nUSER nobody',
	'FROM scratch\nARG U\nUSER $U',
	'FROM scratch AS a\nCOPY rootfs .\nFROM a\nUSER nobody',
	'FROM alpine:3\nUSER nobody',
]) {
	test(`silent: ${JSON.stringify(text)}`, () => checkSilent('named-user-without-passwd', text));
}
