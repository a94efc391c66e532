import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'literal-secret';
// put together here, so that no scanner takes this file for a leak
const github = `ghp_${'a1B2'.repeat(9)}`;
const aws = `AKIA${'Z2Y3'.repeat(4)}`;

test('in commands, labels, here-documents', () =>
	checkMarks(
		id,
		`
FROM debian:12 AS build
RUN curl -H "Authorization: token ${github}" https://api.github.com
                                  ${'^'.repeat(github.length)} This looks like a GitHub token: everybody who has this file can read it.
FROM debian:12
RUN pip install --index-url https://bob:hunter22@pypi.corp.io/simple a
                                        ^^^^^^^^ This looks like a URL with a password: everybody who has the image can read it.
LABEL key=${aws}
          ${'^'.repeat(aws.length)}
COPY <<EOF /root/.npmrc
//registry.corp.io/:_authToken=0123456789abcdef0123
                               ^^^^^^^^^^^^^^^^^^^^
EOF`,
	));

for (const text of [
	'RUN git clone https://$USER:$TOKEN@github.com/a.git',
	`# ${github}\nRUN a`,
	`ENV A=${github}`,
	'RUN DATABASE_URL=postgres://app:s3cr3tpw@localhost/db rake assets:precompile',
	'RUN DATABASE_URL=postgres://postgres:postgres@db:5432/a b',
	'RUN sed -i "s#https://.*:.*@#https://#" a',
	'RUN git clone https://user:password@git.corp.io/a.git',
	'RUN echo AKIAIOSFODNN7EXAMPLE',
	'RUN echo "//registry/:_authToken=$TOKEN" && curl -H "Authorization: Bearer ${TOKEN}" a',
	'RUN curl http://host:8080/a@b && wget https://a:80/x',
]) {
	test(`silent: ${JSON.stringify(text)}`, () => checkSilent(id, `FROM debian:12\n${text}`));
}
