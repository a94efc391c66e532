import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('nothing, or too little', () =>
	checkMarks(
		'wrong-argument-count',
		`
FROM debian:12
COPY a
     ^ COPY needs a source and a destination.
ADD
^^^ ADD needs a source and a destination.
ENV
^^^ ENV needs name=value.
VOLUME []
       ^^ VOLUME needs a path.
SHELL []
      ^^ SHELL needs a JSON array with a program.
RUN []
    ^^ RUN needs a program in its array.
ONBUILD
^^^^^^^ ONBUILD needs an instruction.
ONBUILD USER
        ^^^^ USER needs a user.
COPY a <<EOF
       ^^^^^ A here-document is a source: COPY needs a destination behind it.
EOF`,
	));

test('what may stand alone, and text of many words', () =>
	checkSilent('wrong-argument-count', 'FROM debian:12\nRUN\nCMD\nENTRYPOINT []\nUSER a b\nWORKDIR a b\nMAINTAINER a b\nCOPY <<A <<B /x/\nA\nB'));
