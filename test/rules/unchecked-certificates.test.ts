import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unchecked-certificates';

test('curl, alone and in a bundle; wget, pip, npm, yum, git', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN curl -k https://a.org/a && curl -fkL https://a.org/b
         ^^ -k lets curl trust any server, also one that poses as the right one.
                                      ^
RUN curl --insecure https://a.org/a
         ^^^^^^^^^^
RUN sudo wget --no-check-certificate https://a.org
              ^^^^^^^^^^^^^^^^^^^^^^
RUN pip3.11 install --trusted-host pypi.org a
                    ^^^^^^^^^^^^^^^^^^^^^^^ --trusted-host pypi.org lets pip3.11 trust any server, also one that poses as the right one.
RUN npm config set strict-ssl false
                   ^^^^^^^^^^^^^^^^
RUN yum --setopt=sslverify=false install -y a
        ^^^^^^^^^^^^^^^^^^^^^^^^
RUN git -c http.sslVerify=false clone https://a.org/a
        ^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('other options, this machine, other programs', () =>
	checkSilent(
		id,
		`
FROM debian:12
RUN curl -fsSL -H k -o kk https://a.org && curl -Hk https://a.org && curl -k https://localhost:8443/ok
RUN wget -k https://a.org && tar -k a && npm config set strict-ssl true && git config http.sslVerify true
RUN echo curl -k`,
	));

test('the option goes, also alone on its line', () =>
	checkFix(
		id,
		'FROM a\nRUN curl \\\n  -k \\\n  -fL https://a.org\nRUN curl -fkL  -k a.org\nRUN pip install  --trusted-host b.org a',
		'FROM a\nRUN curl \\\n  -fL https://a.org\nRUN curl -fL a.org\nRUN pip install a',
	));

test('a command that does nothing else goes from its chain', () =>
	checkFix(id, 'FROM a\nRUN npm config set strict-ssl false \\\n && npm ci\nRUN b && npm set strict-ssl=false', 'FROM a\nRUN npm ci\nRUN b'));

for (const text of [
	'FROM a\nRUN ["curl", "-k", "https://a.org"]',
	'FROM a\nRUN npm config set strict-ssl false',
	'FROM a\nRUN npm config set strict-ssl false; b',
]) {
	test(`left alone: ${JSON.stringify(text)}`, () => checkFix(id, text, text));
}
