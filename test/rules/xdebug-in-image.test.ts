import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'xdebug-in-image';

test('installed, enabled', () =>
	checkMarks(
		id,
		`
FROM php:8.4
RUN pecl install apcu xdebug-3.4.0
                      ^^^^^^^^^^^^ Xdebug is for development, and is shipped here.
RUN docker-php-ext-enable xdebug
                          ^^^^^^`,
	));

test('conditional, removed, other stages', () => {
	checkSilent(id, 'FROM php\nARG D\nRUN if [ "$D" ]; then pecl install xdebug; fi\nRUN echo xdebug');
	checkSilent(id, 'FROM php AS dev\nRUN pecl install xdebug\nFROM php\nRUN pecl install apcu');
	checkSilent(id, 'FROM php AS debug\nRUN pecl install xdebug');
});
