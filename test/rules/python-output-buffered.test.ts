import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'python-output-buffered';

test('the base of the last stage', () =>
	checkMarks(
		id,
		`
FROM python:3.13 AS build
FROM python:3.13-slim
     ^^^^^^^^^^^^^^^^ Python holds output back: lines before a crash never reach the log.
CMD ["gunicorn"]`,
	));

test('set, -u, other images', () => {
	checkSilent(id, 'FROM python:3\nENV PYTHONUNBUFFERED=1');
	checkSilent(id, 'FROM python:3\nCMD ["python", "-u", "a.py"]');
	checkSilent(id, 'FROM debian\nRUN apt-get install -y python3');
	checkSilent(id, 'FROM python:3 AS build\nFROM nginx');
});

test('set below FROM', () => checkFix(id, 'FROM python:3\nCMD ["a"]', 'FROM python:3\nENV PYTHONUNBUFFERED=1\nCMD ["a"]'));
