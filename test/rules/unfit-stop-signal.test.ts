import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unfit-stop-signal';

test('written', () =>
	checkMarks(
		id,
		`
FROM registry.example.com/a:1
STOPSIGNAL 15
           ^^ nginx wants SIGQUIT: on SIGTERM requests that are being served are cut off.
CMD ["/usr/sbin/nginx", "-g", "daemon off;"]`,
	));

test('not written, on a bare distribution', () =>
	checkMarks(
		id,
		`
FROM fedora:42
ENTRYPOINT ["/lib/systemd/systemd"]
           ^^^^^^^^^^^^^^^^^^^^^^^^ systemd wants STOPSIGNAL SIGRTMIN+3: on SIGTERM systemd starts itself anew instead of shutting down.`,
	));

for (const text of [
	'FROM nginx:1.29\nCMD ["nginx"]',
	'FROM debian:12\nSTOPSIGNAL SIGQUIT\nCMD ["nginx"]',
	'FROM debian:12 AS a\nSTOPSIGNAL QUIT\nFROM a\nCMD ["nginx"]',
	'FROM debian:12\nSTOPSIGNAL $S\nCMD ["nginx"]',
	'FROM debian:12\nCMD nginx',
	'FROM debian:12\nENTRYPOINT ["/entry.sh"]\nCMD ["nginx"]',
	'FROM debian:12\nCMD ["nginx"]\nFROM debian:12',
	'FROM debian:12\nSTOPSIGNAL SIGKILL\nCMD ["nginx"]',
]) {
	test(`silent: ${JSON.stringify(text)}`, () => checkSilent(id, text));
}

test('replaced, or put above the command and its comment', () => {
	checkFix(id, 'FROM a:1\nSTOPSIGNAL SIGTERM\nCMD ["php-fpm8.3"]\n', 'FROM a:1\nSTOPSIGNAL SIGQUIT\nCMD ["php-fpm8.3"]\n');
	checkFix(id, 'FROM alpine:3\r\n# start\r\nCMD ["httpd", "-f"]\r\n', 'FROM alpine:3\r\nSTOPSIGNAL SIGWINCH\r\n# start\r\nCMD ["httpd", "-f"]\r\n');
});

test("init is systemd, but not BusyBox's", () => {
	checkMarks(
		id,
		'FROM fedora:40\nENTRYPOINT ["/sbin/init"]\n           ^^^^^^^^^^^^^^ init wants STOPSIGNAL SIGRTMIN+3: on SIGTERM systemd starts itself anew instead of shutting down.',
	);
	checkSilent(id, 'FROM alpine:3\nENTRYPOINT ["/sbin/init"]');
	checkSilent(id, 'FROM debian:12\nENTRYPOINT ["/app/init"]');
});
