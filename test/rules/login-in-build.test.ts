import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('logins', () =>
	checkMarks(
		'login-in-build',
		`
FROM debian:12
RUN docker login -u a -p "$P" && true
    ^^^^^^^^^^^^^^^^^^^^^^^^^ The credential of this login stays in a file of the layer.
RUN npm config set //npm.corp.io/:_authToken=$T
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
RUN aws configure set default.aws_secret_access_key $K
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
RUN az acr login --name a; composer config http-basic.repo.a b $P
    ^^^^^^^^^^^^^^^^^^^^^
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('with a secret mount, help, other commands', () =>
	checkSilent(
		'login-in-build',
		`
FROM debian:12
RUN --mount=type=secret,id=t docker login -u a --password-stdin < /run/secrets/t
RUN docker login --help && npm config set registry https://a && gcloud auth list && aws configure set region eu && docker logout
CMD docker login`,
	));
