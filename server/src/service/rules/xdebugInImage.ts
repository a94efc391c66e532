import { buildCommands } from '../buildCommands.ts';
import { shippedStages } from '../caches.ts';
import { isForDevelopment } from '../starts.ts';
import type { Rule } from '../types.ts';

export const xdebugInImage: Rule = {
	id: 'xdebug-in-image',
	aliases: ['php/no-xdebug-in-final-image'],
	category: 'packages',
	severity: 'info',
	title: 'Xdebug in the shipped stage',
	why: 'Xdebug slows every request down, and lets whoever reaches its port run code. Put it into a stage for development. See [Xdebug](https://xdebug.org/docs/install). Silent for stages that are not shipped, and if the name of the file or of the last stage says that it is for development.',
	defaultBecause: 'It is for development only, as its makers say.',
	examples: [
		{
			bad: 'FROM php:8.4-fpm\nRUN pecl install xdebug-3.4.0 && docker-php-ext-enable opcache\nUSER 65532',
			good: 'FROM php:8.4-fpm\nRUN docker-php-ext-enable opcache\nUSER 65532',
		},
	],
	*check({ doc }) {
		if (isForDevelopment(doc)) return;
		for (const { run, command } of buildCommands(doc, 'pecl', 'pie', 'docker-php-ext-enable', 'docker-php-ext-install', 'install-php-extensions', 'phpenmod')) {
			const stage = doc.stageOf(run);
			const word = command.words.find(({ unquoted }) => /^(?:xdebug\/)?xdebug(?:[-:^@].*)?$/.test(unquoted));
			if (!word || command.conditional || !stage || !shippedStages(doc).has(stage)) continue;
			yield { span: word.span, message: 'Xdebug is for development, and is shipped here.' };
		}
	},
};
