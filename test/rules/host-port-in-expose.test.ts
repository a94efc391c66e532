import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('ports and addresses of the host', () =>
	checkMarks(
		'host-port-in-expose',
		`
FROM debian:12
EXPOSE 8080:80/tcp 127.0.0.1:1:2
       ^^^^^ EXPOSE 8080:80/tcp exposes 80 only: the image has no say in ports of the host.
                   ^^^^^^^^^^^^ EXPOSE 127.0.0.1:1:2 exposes 2 only: the image has no say in ports of the host.`,
	));

test('ports alone', () => checkSilent('host-port-in-expose', 'FROM a\nEXPOSE 80 :80 $A:80'));
test('only the port stays', () => checkFix('host-port-in-expose', 'FROM a\nEXPOSE 8080:80/tcp [::1]::53', 'FROM a\nEXPOSE 80/tcp 53'));
