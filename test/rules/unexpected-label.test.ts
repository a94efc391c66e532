import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unexpected-label';
const settings = { labels: { team: 'text' }, strictLabels: true } as const;

suite(id, () => {
	test('every label that is not listed, in every stage', () => {
		checkMarks(
			id,
			`
FROM debian:12 AS a
LABEL teem=web
      ^^^^ The label teem is not on the list of the project. Did you mean team?
FROM a
LABEL team=web mood=good
               ^^^^ The label mood is not on the list of the project.`,
			{ settings },
		);
	});

	test('silent: others are allowed', () => {
		checkSilent(id, 'FROM debian:12\nLABEL x=1', { settings: { labels: { team: 'text' } } });
		checkSilent(id, 'FROM debian:12\nLABEL $K=1 team=1', { settings });
	});

	test('the fix takes the pair', () => {
		checkFix(id, 'FROM debian:12\nLABEL team=web \\\n      mood=good\nUSER 1', 'FROM debian:12\nLABEL team=web\nUSER 1', { settings });
	});
});
