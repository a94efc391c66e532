import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('any case but lower', () =>
	checkMarks('directive-casing', '# Syntax=docker/dockerfile:1\n  ^^^^^^ The directive Syntax is not written in lower case.\nFROM a'));
test('lower case, and comments', () => checkSilent('directive-casing', '# escape=`\nFROM a\n# Syntax=x'));
test('only the name', () => checkFix('directive-casing', '#  ESCAPE = `\nFROM a', '#  escape = `\nFROM a'));
