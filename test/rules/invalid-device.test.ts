import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('two names, no name, no truth', () =>
	checkMarks(
		'invalid-device',
		`
FROM debian:12
RUN --device=a,b c
             ^^^ --device takes one name and "required": b is neither.
RUN --device= c
    ^^^^^^^^^ --device has no value behind "=".
RUN --device=a,required=yes c
             ^^^^^^^^^^^^^^ required is true or false, not yes.`,
	));

test('names', () => checkSilent('invalid-device', 'FROM a\nRUN --device=vendor.com/class=name b\nRUN --device=name=a,required b\nRUN --device=required,a=b c'));
