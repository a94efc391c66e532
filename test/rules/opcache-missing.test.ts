import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'opcache-missing';

suite(id, () => {
	test('official images, and servers', () => {
		checkMarks(id, 'FROM php:8.4-apache\n     ^^^^^^^^^^^^^^ PHP parses every script for each request: OPcache is not installed.');
		checkMarks(id, 'FROM debian:12\n     ^^^^^^^^^\nCMD ["php-fpm8.3", "-F"]');
	});
	test('silent', () => {
		for (const text of [
			'FROM php:8.4-cli',
			'FROM php:8.4-fpm\nRUN docker-php-ext-install opcache',
			'FROM php:8.4-fpm AS dev',
			'FROM php:8.4-fpm AS b\nFROM debian\nCOPY --from=b /a /a',
		])
			checkSilent(id, text);
	});
	test('the fix', () => checkFix(id, 'FROM php:8.4-fpm AS x\nUSER 1', 'FROM php:8.4-fpm AS x\nRUN docker-php-ext-install opcache\nUSER 1'));
});
