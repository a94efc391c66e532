import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('one of several pairs', () =>
	checkMarks(
		'maintainer-label',
		`
FROM debian:12
LABEL a=1 "maintainer"="Jo"
          ^^^^^^^^^^^^ Tools read the label org.opencontainers.image.authors, not "maintainer".`,
	));

test('only the key', () =>
	checkFix('maintainer-label', 'FROM debian:12\nLABEL maintainer="Jo" \\\n  a=1', 'FROM debian:12\nLABEL org.opencontainers.image.authors="Jo" \\\n  a=1'));
test('other keys', () => checkSilent('maintainer-label', 'FROM debian:12\nLABEL my.maintainer=x'));
