import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('whatever sets one', () =>
	checkMarks(
		'password-in-layer',
		`
FROM debian:12
RUN echo "root:secret" | chpasswd
                         ^^^^^^^^ A password is set here: everybody who has the image has it.
RUN useradd -m -p "$PASS" app && passwd -d root
    ^^^^^^^^^^^^^^^^^^^^^^^^^
                                 ^^^^^^^^^^^^^^ The password is deleted: everybody can become this user.
RUN echo secret | passwd --stdin app
                  ^^^^^^^^^^^^^^^^^^`,
	));

test('locked accounts, secret mounts, words', () =>
	checkSilent(
		'password-in-layer',
		`
FROM debian:12
RUN --mount=type=secret,id=p chpasswd < /run/secrets/p
RUN useradd -p '*' app && usermod --password ! app && passwd -l root && useradd -g app -s /bin/sh x
RUN adduser --disabled-password app && echo chpasswd`,
	));

test('by chance', () =>
	checkSilent(
		'password-in-layer',
		`
FROM debian:12
RUN echo "a:$(head -c 24 /dev/urandom | base64)" | chpasswd
RUN useradd -p "$(openssl rand -base64 12)" a`,
	));
