import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('any case but lower', () =>
	checkMarks(
		'protocol-casing',
		`
FROM debian:12
EXPOSE 80/TCP 53/Udp
          ^^^ The protocol TCP is not written in lower case.
                 ^^^ The protocol Udp is not written in lower case.`,
	));

test('lower case, none, and what is no protocol', () => checkSilent('protocol-casing', 'FROM a\nEXPOSE 80/tcp 80 80/TPC $P/TCP'));
test('only the protocol', () => checkFix('protocol-casing', 'FROM a\nEXPOSE 80/TCP \\\n 53/Udp', 'FROM a\nEXPOSE 80/tcp \\\n 53/udp'));
