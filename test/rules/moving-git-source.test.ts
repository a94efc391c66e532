import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'moving-git-source';

test('clone and ADD', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN git clone --depth 1 https://github.com/o/r.git
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ https://github.com/o/r.git is taken as the default branch is at the time of the build: check out a commit.
RUN git clone -b dev git@github.com:o/r.git x && cd x && git checkout master
                     ^^^^^^^^^^^^^^^^^^^^^^ git@github.com:o/r.git is taken as the branch dev is at the time of the build: check out a commit.
ADD https://github.com/o/r.git#main:sub /a
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ https://github.com/o/r.git is taken as main is at the time of the build: name a commit behind "#".`,
	));

test('fixed, or said by a variable', () =>
	checkSilent(
		id,
		`
FROM debian:12
ARG V
RUN git clone https://a.org/r.git && cd r && git checkout 0123456789abcdef0123456789abcdef01234567
RUN git clone https://a.org/r.git r && git -C r checkout "$V"
RUN git clone --branch "$V" https://a.org/r.git && git clone ../local && git fetch origin main
ADD https://a.org/r.git#0123456789abcdef0123456789abcdef01234567:sub https://a.org/r.git#$V https://a.org/x /a/`,
	));
