import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('ports, ranges, protocols', () =>
	checkMarks(
		'invalid-port',
		`
ARG PORT=x
FROM scratch
ENV P=80000
EXPOSE 80 65536 8080/tpc
          ^^^^^ 65536 is no port: they go from 0 to 65535.
                     ^^^ tpc is no protocol: did you mean tcp?
EXPOSE http 90-80 /tcp
       ^^^^ http is no port.
            ^^^^^ The range 90-80 ends before it begins.
                  ^^^^ There is no port.
EXPOSE $P/udp
       ^^^^^^ 80000 is no port: they go from 0 to 65535.
EXPOSE 1.2.3:80:80 x:80
       ^^^^^ 1.2.3 is no IP address.
                   ^ x is no port.`,
	));

test('all that BuildKit reads, and what nobody knows', () =>
	checkSilent('invalid-port', 'FROM a\nEXPOSE 0 65535 8000-8010/UDP 80/sctp 127.0.0.1:80:80 [::1]:80:80 "443" $PORT ${PORT}/tpc 80/'));
test('the protocol that was meant', () => checkFix('invalid-port', 'FROM a\nEXPOSE 80/tpc 53/dup', 'FROM a\nEXPOSE 80/tcp 53/udp'));
