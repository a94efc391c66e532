import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('in a build', () =>
	checkMarks(
		'pointless-program',
		`
FROM debian:12
RUN a && service nginx start
         ^^^^^^^ service makes little sense in a build.
RUN ["/usr/bin/top"]
      ^^^^^^^^^^^^`,
	));

test('words, packages, and when the container runs', () =>
	checkSilent('pointless-program', 'FROM debian:12\nRUN apt-get install -y vim ssh && echo kill && --mount=type=cache x\nCMD service nginx start\nRUN $X top'));
