import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('the instruction', () =>
	checkMarks(
		'maintainer-instruction',
		`
FROM debian:12
MAINTAINER Jo
^^^^^^^^^^ MAINTAINER is deprecated: use the label org.opencontainers.image.authors.`,
	));

test('the name is quoted as a label needs it', () =>
	checkFix(
		'maintainer-instruction',
		'FROM debian:12\nMAINTAINER Jo "x" <jo@example.com>  \n',
		'FROM debian:12\nLABEL org.opencontainers.image.authors="Jo \\"x\\" <jo@example.com>"  \n',
	));

test('a label is fine', () => checkSilent('maintainer-instruction', 'FROM debian:12\nLABEL maintainer=x'));
