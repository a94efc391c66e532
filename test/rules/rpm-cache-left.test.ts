import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'rpm-cache-left';

test('yum, dnf, zypper; cleaning before does not count', () =>
	checkMarks(
		id,
		`
FROM fedora:42
RUN yum clean all && yum -y install a
                     ^^^^^^^^^^^^^^ yum leaves its cache in the image: clean it in this RUN.
RUN microdnf install a
    ^^^^^^^^^^^^^^^^ microdnf leaves its cache in the image: clean it in this RUN.
RUN zypper --non-interactive in a
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('cleaned by any of the family, deleted, mounted, not shipped', () =>
	checkSilent(
		id,
		`
FROM fedora:42 AS build
RUN dnf install -y a
FROM fedora:42
RUN dnf install -y a && yum clean all
RUN yum install -y a && rm -rf /var/cache/yum/*
RUN dnf -y install a; dnf -y clean all
RUN zypper install -y a && zypper cc -a
RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y a
RUN dnf remove -y a`,
	));

test('cleaned at the end', () =>
	checkFix(
		id,
		'FROM a\nRUN dnf install -y a \\\n && dnf install -y b\nRUN sudo yum install -y a\nRUN if x; then yum install -y a; fi',
		'FROM a\nRUN dnf install -y a \\\n && dnf install -y b && dnf clean all\nRUN sudo yum install -y a && sudo yum clean all\nRUN if x; then yum install -y a; fi',
	));
