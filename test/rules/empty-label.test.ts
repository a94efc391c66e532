import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'empty-label';
const settings = { labels: { team: 'text', url: 'url' } } as const;

suite(id, () => {
	test('listed labels without a value', () => {
		checkMarks(
			id,
			`
FROM debian:12
LABEL team="" url=
      ^^^^^^^ The label team is empty.
              ^^^^ The label url is empty.`,
			{ settings },
		);
	});

	test('silent: not listed, not empty, a variable', () => {
		checkSilent(id, 'FROM debian:12\nLABEL other="" team=$T constructor=""', { settings });
		checkSilent(id, 'FROM debian:12\nLABEL team=""');
	});
});
