import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('one for a RUN', () =>
	checkMarks(
		'install-without-cache-mount',
		`
FROM debian:12
RUN apt-get update && apt-get install -y a && pip install b
                      ^^^^^^^ apt-get downloads everything again when this step runs again.
RUN bundle install --jobs 4
    ^^^^^^^^^^^^^^ bundle downloads everything again when this step runs again.`,
	));

test('a mount', () =>
	checkSilent('install-without-cache-mount', 'FROM a\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN --mount=$M npm ci && bundle install\nRUN a'));
