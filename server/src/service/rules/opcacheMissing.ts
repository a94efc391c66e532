import { insert } from '../edit.ts';
import { chain } from '../stages.ts';
import { isForDevelopment, starts } from '../starts.ts';
import { lineEndOf } from '../suppress.ts';
import type { Rule } from '../types.ts';

const servers = /^(?:php-fpm[\d.]*|apache2-foreground|httpd-foreground|frankenphp|rr)$/;

export const opcacheMissing: Rule = {
	id: 'opcache-missing',
	aliases: ['php/enable-opcache-in-production'],
	category: 'packages',
	severity: 'off',
	title: 'PHP server without OPcache',
	why: 'Without [OPcache](https://www.php.net/manual/en/book.opcache.php) PHP parses every script anew for each request. In official images `docker-php-ext-install opcache` adds it, until PHP 8.5, which has it built in.',
	defaultBecause: 'It is about speed, and a configuration that is copied may enable it.',
	examples: [
		{
			bad: 'FROM php:8.4-fpm\nCOPY . /app\nUSER www-data',
			good: 'FROM php:8.4-fpm\nRUN docker-php-ext-install opcache\nCOPY . /app\nUSER www-data',
		},
	],
	*check({ doc }) {
		const { shipped } = doc;
		if (!shipped || isForDevelopment(doc) || /^(?:dev|development|test|testing|ci|debug)$/.test(shipped.name ?? '') || /opcache/i.test(doc.text)) return;
		const base = chain(shipped).at(-1)?.base;
		const isOfficial = base?.image?.domain === 'docker.io' && base.image.path === 'library/php' && /(?:^|-)(?:fpm|apache)/.test(base.image.tag ?? '');
		if (!isOfficial && !starts(doc).some(({ command }) => servers.test(command.name ?? ''))) return;
		yield {
			span: shipped.base.word.span,
			message: 'PHP parses every script for each request: OPcache is not installed.',
			actions: isOfficial
				? [
						{
							id: 'install-opcache',
							title: 'Install OPcache',
							kind: 'quickfix',
							safety: 'review',
							why: 'Changed files are seen later, or not until the container starts anew.',
							preferred: true,
							edits: () => ({ edits: [insert(shipped.from.span.end, `${lineEndOf(doc)}RUN docker-php-ext-install opcache`)] }),
						},
					]
				: [],
		};
	},
};
