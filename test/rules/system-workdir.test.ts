import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('the folders and all below, also through variables and the folder in force', () =>
	checkMarks(
		'system-workdir',
		`
FROM debian:12
ARG D=/proc
WORKDIR /proc/self/fd/8
        ^^^^^^^^^^^^^^^ /proc belongs to the system: what is put there is hidden or lost.
WORKDIR $D
        ^^
WORKDIR /app/../dev/
        ^^^^^^^^^^^^
WORKDIR shm
        ^^^`,
	));

test('folders that only sound like it, unknown ones, Windows', () =>
	checkSilent(
		'system-workdir',
		'FROM debian:12\nWORKDIR /process\nWORKDIR /app/proc\nWORKDIR /etc/nginx\nWORKDIR $X\nFROM x\nWORKDIR dev\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR /dev',
	));
