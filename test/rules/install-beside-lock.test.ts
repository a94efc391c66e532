import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'install-beside-lock';
const beside = { facts: { contextFolder: { '': ['package.json', 'package-lock.json'] } } };

suite(id, () => {
	test('the lock file is copied, or lies beside', () => {
		checkMarks(
			id,
			'FROM node\nCOPY package*.json ./\nRUN cd a && npm install --omit=dev\n            ^^^^^^^^^^^ npm install may change what the lock file says: npm ci does not.',
		);
		checkMarks(id, 'FROM node\nCOPY . .\nRUN npm i\n    ^^^^^', beside);
	});

	test('silent: no lock file, npm ci, packages, other managers', () => {
		checkSilent(id, 'FROM node\nCOPY . .\nRUN npm install');
		checkSilent(id, 'FROM node\nCOPY . .\nRUN npm ci && npm install -g x && npm install y && yarn install && npm install --no-package-lock', beside);
	});

	test('the fix keeps the options', () =>
		checkFix(
			id,
			'FROM node\nCOPY package-lock.json .\nRUN npm  install \\\n  --omit=dev',
			'FROM node\nCOPY package-lock.json .\nRUN npm  ci \\\n  --omit=dev',
		));
});
