import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('groups added by useradd, usermod, addgroup, gpasswd', () =>
	checkMarks(
		'supplementary-groups-dropped',
		`
FROM debian:12
RUN useradd -m -G video,app -u 5 app && usermod -aG audio app
USER app:app
     ^^^^^^^ Group app alone counts here: app loses video, audio.
USER 5:app
     ^^^^^
RUN addgroup www tty && gpasswd -a bin tape && adduser mail docker
USER www:www
     ^^^^^^^
USER bin:bin
     ^^^^^^^
USER mail:mail
     ^^^^^^^^^`,
	));

test('no group, no other groups, variables, groups of others and later ones', () =>
	checkSilent(
		'supplementary-groups-dropped',
		`
FROM debian:12
RUN useradd -g main -G app app && useradd -G tty other && useradd -G "$X" www && adduser -D -G first busy
USER app
USER app:app
USER www:www
USER busy:first
USER later:later
RUN usermod -aG video later`,
	));

test('the group goes', () =>
	checkFix('supplementary-groups-dropped', 'FROM debian:12\nRUN useradd -G tty a\nUSER a:a  \nCMD x', 'FROM debian:12\nRUN useradd -G tty a\nUSER a  \nCMD x'));
