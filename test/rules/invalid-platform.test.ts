import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('unknown names, too many parts, lists', () =>
	checkMarks(
		'invalid-platform',
		`
ARG P=linux//
FROM --platform=amd46 a
                ^^^^^ amd46 is no platform: did you mean amd64?
FROM --platform=linux/amd64,linux/arm64 a
                ^^^^^^^^^^^^^^^^^^^^^^^ linux/amd64,linux/arm64 is no platform.
FROM --platform=linux/arm/v7/x a
                ^^^^^^^^^^^^^^
FROM --platform=$P a
                ^^ linux// is no platform.`,
	));

test('all that containerd reads', () =>
	checkSilent(
		'invalid-platform',
		['linux', 'amd64', 'Linux/AMD64', 'linux/arm/v7', 'windows(10.0.17763)/amd64', '$BUILDPLATFORM', 'a/b', '']
			.map(platform => `FROM --platform=${platform} a`)
			.join('\n'),
	));
test('the nearest name', () => checkFix('invalid-platform', 'FROM --platform=amd46 a', 'FROM --platform=amd64 a'));
