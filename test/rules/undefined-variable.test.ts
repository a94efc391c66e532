import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'undefined-variable';

test('surely unset, or very likely', () =>
	checkMarks(
		id,
		`
ARG VERSION=1
FROM debian:12 AS a
LABEL version=$VERSION arch=$TARGETARCH
              ^^^^^^^^ VERSION is not set here: the ARG above the first FROM holds for FROM alone.
                            ^^^^^^^^^^^ TARGETARCH is not set here: ARG TARGETARCH gives it to this stage.
WORKDIR \${HERE}/x
        ^^^^^^^ HERE is not set here: line 5 sets it, below.
ENV HERE=/app SOURCES=src
COPY $SOURCE /a
     ^^^^^^^ SOURCE is not set here: did you mean SOURCES?
FROM scratch
COPY $x /x
     ^^ x is not set here.
FROM ubuntu:24.04
COPY a $HOME/a
       ^^^^^ HOME is not set here.`,
	));

test('set, inherited, perhaps set by the image, or meant to be empty', () => {
	for (const text of [
		'FROM debian:12\nENV a=1\nCOPY $a /',
		'FROM debian:12\nARG a\nCOPY $a /',
		'FROM debian:12 AS x\nENV a=1\nFROM x\nCOPY $a /',
		'FROM node:22\nCOPY $JAVA_HOME /',
		'FROM registry.example.com/debian\nCOPY $JAVA_HOME /',
		'ARG BASE\nFROM $BASE\nCOPY $JAVA_HOME /',
		'FROM scratch\nENV PATH=/x:$PATH',
		'FROM scratch\nCOPY ${a:-b} /',
		'FROM scratch\nARG HTTP_PROXY\nLABEL a=$http_proxy',
		'FROM scratch\nCOPY \\$a /',
		"FROM scratch\nENV a='$b'",
		'FROM scratch\nRUN echo $a\nCMD echo $b',
		'FROM node:22\nRUN a=1\nCOPY $a /',
	])
		checkSilent(id, text);
});

test('the name changes, braces stay', () =>
	checkFix(id, 'FROM debian:12\nENV SOURCES=src\nCOPY ${SOURCE}/a /a', 'FROM debian:12\nENV SOURCES=src\nCOPY ${SOURCES}/a /a'));
