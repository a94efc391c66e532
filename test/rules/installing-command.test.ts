import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'installing-command';

test('packages and sources', () =>
	checkMarks(
		id,
		`
FROM a
ENTRYPOINT git pull && pip install -r a.txt && python a.py
           ^^^^^^^^ Each start of a container fetches sources by git: do it in a RUN.
                       ^^^^^^^^^^^^^^^^^^^^ Each start of a container installs by pip: do it in a RUN.`,
	));

test('programs, runners, builds, development', () => {
	checkSilent(id, 'FROM a\nRUN npm ci\nCMD ["npm", "start"]');
	checkSilent(id, 'FROM a\nCMD npx serve');
	checkSilent(id, 'FROM a\nCMD ["npm", "run", "install-x"]');
	checkSilent(id, 'FROM a AS test\nCMD npm ci && npm test');
});
