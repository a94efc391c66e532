import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'pip-cache-left';

test('pip, pip3, python -m pip', () =>
	checkMarks(
		id,
		`
FROM python:3.13
RUN pip3 install -r a.txt && python3 -m pip install b
    ^^^^^^^^^^^^ pip leaves what it downloads in the image: give it --no-cache-dir.
                             ^^^^^^^^^^^^^^^^^^^^^^
ENV PIP_NO_CACHE_DIR=0
RUN pip install c
    ^^^^^^^^^^^`,
	));

test('switched off, mounted, deleted', () => {
	checkSilent(id, 'FROM a\nENV PIP_NO_CACHE_DIR=1\nRUN pip install a');
	checkSilent(id, 'FROM a\nARG PIP_NO_CACHE_DIR\nRUN pip install a');
	checkSilent(id, 'FROM a\nRUN PIP_NO_CACHE_DIR=on pip install a && pip install --no-cache-dir b');
	checkSilent(id, 'FROM a\nRUN --mount=type=cache,target=/root/.cache pip install a\nRUN pip install a && rm -rf ~/.cache/pip');
	checkSilent(id, 'FROM a AS b\nRUN pip install a\nFROM a\nRUN pip download a && pipx install a && pip install $PIP_ARGS a');
});

test('inserted behind install', () => checkFix(id, 'FROM a\nRUN python -m pip  install -U a', 'FROM a\nRUN python -m pip  install --no-cache-dir -U a'));
