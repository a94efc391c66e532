import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'recommended-packages';

test('in the shipped stage', () =>
	checkMarks(
		id,
		`
FROM debian:12 AS build
RUN apt-get install -y gcc
FROM debian:12
RUN apt-get install -y curl
    ^^^^^^^^^^^^^^^ Recommended packages are installed too: --no-install-recommends leaves them out.
RUN apt install $PACKAGES
    ^^^^^^^^^^^`,
	));

test('it is left out, asked for, or said elsewhere', () => {
	for (const text of [
		'RUN apt-get install -y --no-install-recommends curl',
		'RUN apt-get install --install-recommends curl',
		'RUN apt-get -o APT::Install-Recommends=false install curl',
		'RUN aptitude install -R curl',
		'RUN apt-get install $APT_FLAGS curl',
		'COPY apt.conf /etc/apt/\nRUN apt-get install curl',
		'RUN apt-get update',
	])
		checkSilent(id, `FROM debian:12\n${text}`);
});

test('the option stands behind install', () =>
	checkFix(id, 'FROM debian:12\nRUN apt-get install\t-y curl', 'FROM debian:12\nRUN apt-get install --no-install-recommends\t-y curl'));
