import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'npm-cache-clean-without-force';

suite(id, () => {
	test('clean and clear', () =>
		checkMarks(
			id,
			'FROM node\nRUN npm i && npm cache clean\n             ^^^^^^^^^^^^^^^ npm cache clean fails without --force.\nRUN ["npm", "cache", "clear"]\n      ^^^^^^^^^^^^^^^^^^^^^',
		));

	test('silent: with it, where failure is expected, others', () =>
		checkSilent(
			id,
			'FROM node\nRUN npm cache clean --force && npm cache clean -f && npm --force cache clean && npm cache verify && yarn cache clean\nRUN npm cache clean || true',
		));

	test('the fix', () => checkFix(id, 'FROM node\nRUN npm cache clean && x', 'FROM node\nRUN npm cache clean --force && x'));
});
