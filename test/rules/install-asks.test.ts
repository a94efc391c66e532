import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'install-asks';

test('each package manager that asks', () =>
	checkMarks(
		id,
		`
FROM debian:12
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get -q install curl
                      ^^^^^^^^^^^^^^^^^^ apt-get may ask whether to go on, and nobody answers: add -y.
RUN yum install curl
    ^^^^^^^^^^^ yum may ask whether to go on, and nobody answers: add -y.
RUN microdnf install curl && zypper in $PACKAGES
    ^^^^^^^^^^^^^^^^
                             ^^^^^^^^^`,
	));

test('somebody answers, or may', () => {
	for (const command of [
		'apt-get install -y curl',
		'apt-get -yq install curl',
		'apt-get install curl --assume-yes',
		'apt-get -qq install curl',
		'apt-get -q=2 install curl',
		'yes | apt-get install curl',
		'apt-get install curl < answers',
		'apt-get $APT_OPTIONS install curl',
		'apt-get install $OPTS curl',
		'apt-get install -s curl',
		'dnf --assumeyes install curl',
		'zypper -n install curl',
		'zypper --non-interactive in curl',
		'zypper in -y curl',
		'apt-get update',
		'echo apt-get install curl',
		'echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/90 && apt-get install curl',
		'echo assumeyes=1 >> /etc/dnf/dnf.conf && dnf install curl',
	])
		checkSilent(id, `FROM debian:12\nRUN ${command}`);
});

test('the answer stands behind install', () => {
	checkFix(
		id,
		'FROM debian:12\nRUN apt-get install \\\n # c\n  curl\\\n git\nRUN zypper in a',
		'FROM debian:12\nRUN apt-get install -y \\\n # c\n  curl\\\n git\nRUN zypper in -y a',
	);
	checkFix(id, 'FROM debian:12\nRUN ["apt-get", "install", "curl"]', 'FROM debian:12\nRUN ["apt-get", "install", "curl"]');
});
