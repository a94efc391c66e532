import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'undefined-variable-in-from';

test('not declared, misspelt, declared in a stage, in the platform', () =>
	checkMarks(
		id,
		`
ARG VERSION=12
FROM debian:$VERSON AS a
            ^^^^^^^ No ARG above the first FROM declares VERSON: did you mean VERSION?
ARG BASE
FROM \${BASE}
     ^^^^^^^ No ARG above the first FROM declares BASE: the one in a stage does not count.
FROM --platform=$BUILDPLATFROM debian:12
                ^^^^^^^^^^^^^^ No ARG above the first FROM declares BUILDPLATFROM: did you mean BUILDPLATFORM?`,
	));

test('declared, predefined, with a default of its own', () =>
	checkSilent(id, 'ARG A\nARG B=1 C\nFROM a:$A-$B$C\nFROM --platform=$TARGETPLATFORM a\nFROM ${X:-a}:${Y-1}${Z:+b}'));

test('the guess', () => checkFix(id, 'ARG VERSION\nFROM a:${VERSON%x}', 'ARG VERSION\nFROM a:${VERSION%x}'));
