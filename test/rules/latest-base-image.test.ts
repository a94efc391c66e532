import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('latest', () =>
	checkMarks(
		'latest-base-image',
		`
FROM alpine:latest
     ^^^^^^^^^^^^^ The image alpine:latest is moved with every release: name a version, or pin its digest.`,
	));

test('a digest makes it harmless', () => checkSilent('latest-base-image', `FROM alpine:latest@sha256:${'a'.repeat(64)}`));

test('through ARG defaults and modifiers', () =>
	checkMarks(
		'latest-base-image',
		`
ARG TAG
FROM alpine:\${TAG:-latest} AS a
FROM alpine:\${OTHER:-latest} AS b
     ^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('the tag is replaced by a version with that digest', () => {
	const digest = `sha256:${'2'.repeat(64)}`;
	checkFix('latest-base-image', 'FROM alpine:latest', `FROM alpine:3.22@${digest}`, {
		facts: {
			imageDigest: { 'docker.io/library/alpine:latest': { digest, source: 'x' }, 'docker.io/library/alpine:3.22': { digest, source: 'x' } },
			imageTags: { 'docker.io/library/alpine': ['3.22', '3.21', 'edge'] },
		},
	});
});
