import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('types, options, values', () =>
	checkMarks(
		'invalid-mount',
		`
FROM debian:12
RUN --mount=type=cahce,target=/x a
                 ^^^^^ There is no type cahce: did you mean cache?
RUN --mount=type=cache,tagret=/x a
                       ^^^^^^ --mount has no option tagret: did you mean target?
RUN --mount=type=cache,target a
                       ^^^^^^ target needs a value: write target=...
RUN --mount=type=cache,target=/x,sharing=no a
                                         ^^ There is no sharing no: there are shared, private, locked.
RUN --mount=target=/x,uid=app a
                          ^^^ app is no number: uid takes no names.
                      ^^^^^^^ uid is not for mounts of type bind.
RUN --mount=type=secret a
    ^^^^^^^^^^^^^^^^^^^ A secret needs an id or a target.
RUN --mount=type=secret,id=a,from=b a
                             ^^^^^^ from is not for mounts of type secret.
RUN --mount=from=$X,target=/x a
                 ^^ Variables are not expanded in from: give a stage a name and use that.
RUN --mount= a
    ^^^^^^^^ --mount has no value behind "=".`
			.replace('                          ^^^ app is no number: uid takes no names.\n', '')
			.replace(
				'^^^^^^^ uid is not for mounts of type bind.',
				'^^^^^^^ uid is not for mounts of type bind.\n                          ^^^ app is no number: uid takes no names.',
			),
	));

test('all that is allowed, and what nobody knows', () =>
	checkSilent(
		'invalid-mount',
		`FROM node:22
RUN --mount=type=cache,id=a,target=/x,sharing=locked,mode=0755,uid=1,gid=2,from=scratch,ro a
RUN --mount=type=secret,id=a,required,env=A a
RUN --mount=type=tmpfs,target=/x,size=1.5GiB a
RUN --mount=type=SSH,required=true a
RUN --mount=type=$T,target=$X,sharing=$S,uid=1 a
RUN --mount=type=cache a
WORKDIR /app
RUN --mount=type=cache a`,
	));
test('a frontend of its own may know more', () => checkSilent('invalid-mount', '# syntax=a/b\nFROM a\nRUN --mount=type=x a'));
test('over the root folder', () =>
	checkMarks(
		'invalid-mount',
		`
FROM debian:12
WORKDIR /
RUN --mount=type=cache a
    ^^^^^^^^^^^^^^^^^^ The mount has no target.
RUN --mount=target=a/.. b
    ^^^^^^^^^^^^^^^^^^^ Nothing can be mounted over the root folder.`,
	));
test('what was meant', () => checkFix('invalid-mount', 'FROM a\nRUN --mount=type=cahce,tagret=/x a', 'FROM a\nRUN --mount=type=cache,target=/x a'));
