import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'distribution-upgrade';

test('apt-get, zypper, dnf', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN apt-get update && apt-get -y dist-upgrade
                      ^^^^^^^^^^^^^^^^^^^^^^^ This makes another distribution of the one that FROM names: take a newer base image.
RUN zypper dup -y
    ^^^^^^^^^^
RUN dnf distro-sync -y
    ^^^^^^^^^^^^^^^`,
	));

test('plain upgrades, options of that name', () =>
	checkSilent(id, 'FROM a\nRUN apt-get upgrade -y && dnf upgrade -y && apt-get install dist-upgrade && apt-get -o dist-upgrade update'));

test('it goes from its chain', () =>
	checkFix(
		id,
		'FROM a\nRUN apt-get update \\\n && apt-get dist-upgrade -y \\\n && b\nRUN apt-get update && apt-get dist-upgrade -y\nRUN apt-get dist-upgrade',
		'FROM a\nRUN apt-get update \\\n && b\nRUN apt-get update\nRUN apt-get dist-upgrade',
	));
