import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'moving-download';

test('latest, nightly, branches', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN curl -fsSLO https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "latest" stands for whatever is newest at the time of the build: name a version.
RUN wget https://raw.githubusercontent.com/o/r/master/i.sh https://github.com/o/r/archive/refs/heads/x1.zip
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
ADD https://github.com/o/r/archive/main.tar.gz /a
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('versions, components of archives, git, tests', () =>
	checkSilent(
		id,
		`
FROM debian:12
RUN curl -O https://deb.a.org/debian/pool/main/a/a.deb && curl -O https://a.org/main/x && curl -I https://a.org/latest
RUN curl -O https://github.com/o/r/releases/download/$V/a-latestish && curl -O https://raw.githubusercontent.com/o/r/v1/main.sh
ADD https://github.com/o/r.git#main /a`,
	));
