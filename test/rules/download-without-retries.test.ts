import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'download-without-retries';

test('once in a stage, where the program is installed or called', () =>
	checkMarks(
		id,
		`
FROM debian
RUN apt-get install -y ca-certificates curl
                                       ^^^^ Nothing tells curl to try again when a download fails.
RUN curl -fo a https://a/b && curl -fo a https://a/c
RUN wget https://a/b
    ^^^^ Nothing tells wget to try again when a download fails.`,
	));

test('options, settings, no call', () => {
	checkSilent(id, 'FROM debian\nRUN curl --retry 3 -fo a https://a/b\nRUN wget --tries=3 https://a/b');
	checkSilent(id, 'FROM debian\nCOPY .curlrc /root/\nRUN curl -fo a https://a/b');
	checkSilent(id, 'FROM debian AS a\nENV CURL_HOME=/x\nFROM a\nRUN curl -fo a https://a/b');
	checkSilent(id, 'FROM debian\nRUN apt-get install -y curl wget\nCMD ["curl", "https://a"]');
	checkSilent(id, 'FROM debian\nRUN echo "tries = 3" >> /etc/wgetrc && wget https://a/b');
});

test('a file above', () =>
	checkFix(
		id,
		'FROM debian\n# a\nRUN curl -fo a https://a/b\n',
		'FROM debian\nENV CURL_HOME=/etc/curl\nCOPY --chmod=0644 <<EOF /etc/curl/.curlrc\nretry = 5\nretry-connrefused\nconnect-timeout = 15\nEOF\n# a\nRUN curl -fo a https://a/b\n',
	));
