import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'node-cache-left';

test('npm and yarn', () =>
	checkMarks(
		id,
		`
FROM node:22
RUN npm install -g a && yarn install --frozen-lockfile
    ^^^^^^^^^^^ npm leaves a copy of what it downloads in the image.
                        ^^^^^^^^^^^^ yarn leaves a copy of what it downloads in the image.`,
	));

test('cleaned, mounted, elsewhere, not shipped', () => {
	checkSilent(id, 'FROM a\nRUN npm ci && npm cache clean --force\nRUN yarn && yarn cache clean');
	checkSilent(id, 'FROM a\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN npm ci --cache /tmp/c\nRUN npm ci && rm -rf ~/.npm');
	checkSilent(id, 'FROM a\nENV YARN_CACHE_FOLDER=/c\nRUN yarn install\nRUN npm run build');
	checkSilent(id, 'FROM a AS b\nRUN npm ci\nFROM a\nCOPY --from=b /a /a');
});

test('cleaned at the end', () => checkFix(id, 'FROM a\nRUN npm ci \\\n && b\n', 'FROM a\nRUN npm ci \\\n && b && npm cache clean --force\n'));
