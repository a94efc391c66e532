import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'linux-only-feature';

test('flags, mounts and the signal, in stages that stand on Windows', () =>
	checkMarks(
		id,
		`
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS base
COPY --chown=app --chmod=755 a C:/a/
     ^^^^^^^^^^^ --chown works in Linux containers only.
                 ^^^^^^^^^^^ --chmod works in Linux containers only.
FROM base
RUN --mount=type=secret,id=a type C:\\a
    ^^^^^^^^^^^^^^^^^^^^^^^^ A mount of type secret works in Linux containers only.
RUN --mount=target=C:/src dir
    ^^^^^^^^^^^^^^^^^^^^^ For Windows, only new versions of BuildKit can mount this; the Docker daemon cannot.
STOPSIGNAL SIGTERM
^^^^^^^^^^^^^^^^^^ Windows has no signals: this line does nothing.`,
	));

test('the platform says it too', () =>
	checkMarks(
		id,
		`
FROM --platform=windows/amd64 app:1
STOPSIGNAL SIGTERM
^^^^^^^^^^^^^^^^^^`,
	));

test('Linux, nobody knows, and stages beside it', () => {
	for (const from of ['debian:12', '$BASE', 'scratch', 'mcr.microsoft.com/windows/nanoserver:ltsc2022 AS other\nFROM debian:12'])
		checkSilent(id, `FROM ${from}\nCOPY --chown=1 a /a/\nRUN --mount=type=tmpfs,target=/tmp make\nSTOPSIGNAL SIGTERM\nUSER 1`);
});

test('the flag goes, the rest stays', () =>
	checkFix(
		id,
		'FROM mcr.microsoft.com/windows/nanoserver:1809\r\nCOPY  --chown=a  --link a C:/a/ \r\n',
		'FROM mcr.microsoft.com/windows/nanoserver:1809\r\nCOPY  --link a C:/a/ \r\n',
	));
