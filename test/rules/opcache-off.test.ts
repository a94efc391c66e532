import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'opcache-off';

test('the official image, the package of Alpine', () => {
	checkMarks(
		id,
		`
FROM php:8.3-fpm-alpine AS base
RUN docker-php-ext-install pdo_mysql
FROM base
     ^^^^ PHP compiles every file again for every request: OPcache is not installed.
COPY . .`,
	);
	checkMarks(
		id,
		`
FROM alpine:3.20
RUN apk add --no-cache nginx php83-fpm
                             ^^^^^^^^^ PHP compiles every file again for every request: php83-opcache is not installed.
CMD ["php-fpm83", "-F"]`,
	);
});

test('installed, configured, part of PHP, no server, not shipped, unknown', () => {
	checkSilent(id, 'FROM php:8.3-fpm\nRUN docker-php-ext-install pdo opcache');
	checkSilent(id, 'FROM php:8.3-apache\nCOPY php.ini /usr/local/etc/php/');
	checkSilent(id, 'FROM php:8.3-fpm\nRUN install-php-extensions $EXTENSIONS');
	checkSilent(id, 'FROM php:8.5-fpm\nFROM php:fpm\nFROM php:8-fpm');
	checkSilent(id, 'FROM php:8.3-cli');
	checkSilent(id, 'FROM php:8.3-fpm AS build\nRUN a\nFROM nginx');
	checkSilent(id, 'FROM php:8.3-fpm AS dev');
	checkSilent(id, 'FROM debian:12\nRUN apt-get install -y php-fpm\nCMD ["php-fpm8.2"]');
	checkSilent(id, 'FROM alpine\nRUN apk add php83-fpm');
});

test('installed', () => {
	checkFix(id, 'FROM php:8.1-apache\nCOPY . .', 'FROM php:8.1-apache\nRUN docker-php-ext-install opcache\nCOPY . .');
	checkFix(
		id,
		'FROM alpine\nRUN apk add \\\n  php-fpm \\\n  curl\nCMD ["php-fpm"]',
		'FROM alpine\nRUN apk add \\\n  php-fpm php-opcache \\\n  curl\nCMD ["php-fpm"]',
	);
});
