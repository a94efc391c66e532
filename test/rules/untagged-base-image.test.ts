import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('no tag at all', () =>
	checkMarks(
		'untagged-base-image',
		`
FROM debian
     ^^^^^^ The image debian has no tag: it means whatever latest is at the time of the build.`,
	));

test('through the default of an ARG', () =>
	checkMarks(
		'untagged-base-image',
		`
ARG BASE=debian
FROM $BASE
     ^^^^^`,
	));

test('other places that name an image', () =>
	checkMarks(
		'untagged-base-image',
		`
FROM scratch
COPY --from=registry.example.com/tools /a /a
            ^^^^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('stages, scratch, digests and what the caller decides are fine', () =>
	checkSilent(
		'untagged-base-image',
		`
ARG BASE
FROM debian:12 AS build
FROM build
FROM scratch
FROM $BASE
FROM debian@sha256:${'a'.repeat(64)}
FROM debian:12
COPY --from=BUILD /a /a
COPY --from=0 /a /a`,
	));

const latest = `sha256:${'1'.repeat(64)}`;
const facts = {
	imageDigest: {
		'docker.io/library/debian:latest': { digest: latest, source: 'docker.io' },
		'docker.io/library/debian:12.9': { digest: latest, source: 'docker.io' },
	},
	imageTags: { 'docker.io/library/debian': ['11', '12.9', 'latest', 'sid'] },
};

test('the version that latest means, and its digest', () =>
	checkFix('untagged-base-image', 'FROM debian AS a # x', `FROM debian:12.9@${latest} AS a # x`, { facts }));

test('latest where no version tag has that digest', () =>
	checkFix('untagged-base-image', 'FROM --platform=linux/amd64 debian', `FROM --platform=linux/amd64 debian:latest@${latest}`, {
		facts: { imageDigest: facts.imageDigest, imageTags: {} },
	}));

test('the default of the one ARG that is the whole reference', () =>
	checkFix('untagged-base-image', 'ARG B=debian\nFROM ${B}', `ARG B=debian:12.9@${latest}\nFROM \${B}`, { facts }));

test('nothing is written that nobody knows', () => checkFix('untagged-base-image', 'FROM debian', 'FROM debian'));
