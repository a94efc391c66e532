import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits, FactReading, FactStore } from '../../server/src/service/index.ts';
import { checkMarks, checkSilent, findingsOf } from '../support/marked.ts';

const id = 'missing-label';
const settings = { labels: { team: 'text', 'org.opencontainers.image.source': 'url' } } as const;

suite(id, () => {
	test('each label that neither the shipped stage nor its bases set', () => {
		checkMarks(
			id,
			`
FROM debian:12 AS base
LABEL team=web
FROM debian:12 AS other
LABEL org.opencontainers.image.source=https://example.com/
FROM base
^^^^^^^^^ The image has no label org.opencontainers.image.source, which the project demands: a URL such as https://example.com/.
COPY --from=other /a /b`,
			{ settings },
		);
	});

	test('silent: all are there, nothing is demanded', () => {
		checkSilent(id, 'FROM debian:12\nLABEL "team"=web org.opencontainers.image.source=$URL', { settings });
		checkSilent(id, 'FROM debian:12');
	});

	test('the action leaves the value to the person', () => {
		const text = 'FROM debian:12\r\nLABEL team=web\r\n';
		const [action] = findingsOf(id, text, { settings })[0]?.actions ?? [];
		assert(action?.needsInput);
		const change = action.edits(new FactReading(new FactStore()));
		assert.equal(applyEdits(text, change?.edits ?? []), 'FROM debian:12\r\nLABEL org.opencontainers.image.source=""\r\nLABEL team=web\r\n');
	});
});
