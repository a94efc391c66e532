import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('alone, with a protocol, in a range, through a variable', () =>
	checkMarks(
		'ssh-port',
		`
FROM debian:12
ARG PORT=22
EXPOSE 80 22/tcp
          ^^^^^^ Port 22 is exposed: nobody should log in to a container by SSH.
EXPOSE 20-25
       ^^^^^
EXPOSE $PORT
       ^^^^^`,
	));

test('other ports and protocols, and what is not known', () => checkSilent('ssh-port', 'FROM debian:12\nARG P\nEXPOSE 2222 22/udp 220 $P 23-30'));

test('the port or the instruction goes', () => {
	checkFix('ssh-port', 'FROM debian:12\nEXPOSE 22\nEXPOSE 22 80\nEXPOSE 80 22\nUSER 1\n', 'FROM debian:12\nEXPOSE 80\nEXPOSE 80\nUSER 1\n');
	checkFix('ssh-port', 'FROM debian:12\r\nEXPOSE 22 \\\r\n  80\r\n', 'FROM debian:12\r\nEXPOSE 80\r\n');
});

for (const text of ['FROM debian:12\nEXPOSE 20-25', 'FROM debian:12\nEXPOSE 80 \\\n# why\n 22']) {
	test(`left alone: ${JSON.stringify(text.slice(15))}`, () => checkFix('ssh-port', text, text));
}
