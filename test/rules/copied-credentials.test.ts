import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'copied-credentials';

test('by name, one of several, from another stage', () =>
	checkMarks(
		id,
		`
FROM debian:12
COPY a.txt .env ./
           ^^^^ .env holds credentials: they become part of a layer.
COPY ["keys/id_ed25519", "/root/.ssh/"]
       ^^^^^^^^^^^^^^^
ADD .aws /root/.aws
    ^^^^
COPY --from=build /root/.netrc /root/.netrc
                  ^^^^^^^^^^^^`,
	));

test('the file that a variable names', () =>
	checkMarks(
		id,
		`
FROM debian:12
ENV GOOGLE_APPLICATION_CREDENTIALS=/app/creds.json
COPY x.json /app/creds.json
     ^^^^^^`,
	));

test('public halves, examples, other files, and the same between builders', () =>
	checkSilent(
		id,
		`
FROM debian:12 AS build
COPY --from=x /root/.netrc /root/.netrc
FROM debian:12
COPY id_rsa.pub .env.example .env.sample nginx.key.gpg ca-private.pem environment .envrc server.crt config.json /a/
COPY . .
COPY <<.env /app/
EOF
.env`,
	));
