import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'update-in-build';

test('programs and packages', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN gem update --system && npm update -g
    ^^^^^^^^^^^^^^^^^^^ gem takes whatever is newest at the time of the build.
                           ^^^^^^^^^^^^^
RUN composer self-update
    ^^^^^^^^^^^^^^^^^^^^
RUN freshclam
    ^^^^^^^^^`,
	));

test('named versions, other subcommands', () =>
	checkSilent(
		id,
		'FROM a\nRUN gem update --system 3.5.0 && gem update --system $V && composer install && npm ci && composer self-update --2.2 && composer update --lock && brew install a',
	));

test('it goes from its chain', () => checkFix(id, 'FROM a\nRUN a && rustup update && b', 'FROM a\nRUN a && b'));
