import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('octal, symbolic, in options and flags', () =>
	checkMarks(
		'world-writable-mode',
		`
FROM debian:12
COPY --chmod=0777 a /a
             ^^^^ Mode 0777 lets everybody write.
RUN chmod -R 777 /a && chmod a+rwx /b && chmod o=rw /c
             ^^^ Mode 777 lets everybody write.
                             ^^^^^ Mode a+rwx lets everybody write.
                                               ^^^^
RUN mkdir -p -m777 /a && install -d --mode=0666 /b
               ^^^
                                           ^^^^`,
	));

test('sticky folders, devices, variables, other modes, umask', () =>
	checkSilent(
		'world-writable-mode',
		`
FROM debian:12
COPY --chmod=755 a /a
COPY --chmod=$MODE a /b
RUN chmod 1777 /tmp && chmod a+rwxt /t && chmod 666 /dev/stdout && chmod "$MODE" /a && chmod +w /b && chmod 775 /c && chmod u+rwx,g+w /d
RUN chmod --reference=/a 777 && echo chmod 777`,
	));

test('only the owner writes', () =>
	checkFix(
		'world-writable-mode',
		'FROM debian:12\nCOPY --chmod=777 a /a\nRUN chmod -R 0777 /a \\\n  && chmod 666 /b && chmod a+rwx /c && install -m 2777 d /d\n',
		'FROM debian:12\nCOPY --chmod=755 a /a\nRUN chmod -R 0755 /a \\\n  && chmod 644 /b && chmod a+rwx /c && install -m 2755 d /d\n',
	));
