import { rootImage } from '../baseImages.ts';
import { buildCommands } from '../buildCommands.ts';
import { shippedInstallations } from '../caches.ts';
import type { DockerfileDocument } from '../document.ts';
import { insertBelow } from '../insertInstruction.ts';
import { insertBehind } from '../shellEdits.ts';
import { isForDevelopment, starts } from '../starts.ts';
import type { ImageReference } from '../syntax/imageReference.ts';
import type { Action, Problem, Rule } from '../types.ts';

export const opcacheOff: Rule = {
	id: 'opcache-off',
	aliases: ['php/enable-opcache-in-production'],
	category: 'packages',
	severity: 'hint',
	title: 'PHP server without OPcache',
	why: 'Without OPcache, PHP reads and compiles every file again for every request. The official images up to 8.4 do not switch it on, and Alpine has it in a package of its own; since 8.5 it is part of PHP. See [OPcache](https://www.php.net/manual/en/intro.opcache.php). Silent where the file mentions OPcache, for images that run no server, and where settings of PHP are copied from the project.',
	defaultBecause: 'It costs only time, but much of it.',
	examples: [
		{
			bad: 'FROM php:8.3-fpm\nRUN docker-php-ext-install pdo_mysql\nUSER 65532',
			good: 'FROM php:8.3-fpm\nRUN docker-php-ext-install opcache\nRUN docker-php-ext-install pdo_mysql\nUSER 65532',
		},
	],
	*check({ doc }) {
		if (isForDevelopment(doc) || /opcache/i.test(doc.text) || mayBeSetElsewhere(doc)) return;
		yield* ofOfficialImage(doc);
		yield* ofAlpinePackage(doc);
	},
};

/** A copied php.ini, extensions that a variable or a file names. */
function mayBeSetElsewhere(doc: DockerfileDocument): boolean {
	const copiesSettings = [...doc.all('COPY'), ...doc.all('ADD')].some(({ args }) => /\.ini\b|conf\.d|\/etc\/php/.test(args.text));
	const installers = buildCommands(doc, 'docker-php-ext-install', 'docker-php-ext-enable', 'install-php-extensions');
	return copiesSettings || installers.some(({ command }) => command.words.some(({ value }) => value === undefined));
}

function* ofOfficialImage(doc: DockerfileDocument): Generator<Problem> {
	const { shipped } = doc;
	const image = shipped && rootImage(shipped);
	if (!shipped || !image || !isServerWithout(image)) return;
	const add: Action = {
		id: 'install-opcache',
		title: 'Install OPcache',
		kind: 'quickfix',
		safety: 'review',
		why: 'Files that change in a running container are seen only some seconds later.',
		preferred: true,
		edits: () => ({ edits: [insertBelow(doc, shipped.from, 'RUN docker-php-ext-install opcache')] }),
	};
	yield { span: shipped.base.word.span, message: 'PHP compiles every file again for every request: OPcache is not installed.', actions: [add] };
}

function isServerWithout({ path, tag = '' }: ImageReference): boolean {
	const [, major = 0, minor = 99] = /^(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
	// 8 is the newest 8.x
	const isOld = Number(major) > 0 && (Number(major) < 8 || (Number(major) === 8 && Number(minor) < 5));
	return /(?:^|\/)library\/php$/.test(path) && isOld && /(?:^|-)(?:fpm|apache)(?:-|$)/.test(tag);
}

function* ofAlpinePackage(doc: DockerfileDocument): Generator<Problem> {
	if (!starts(doc).some(({ command }) => /^php-fpm\d*$/.test(command.name ?? ''))) return;
	for (const { script, installation } of shippedInstallations(doc, 'apk')) {
		const fpm = installation.packages.find(({ name }) => /^php\d*-fpm$/.test(name));
		if (!fpm || installation.hasUnknown) continue;
		const opcache = fpm.name.replace('-fpm', '-opcache');
		const edit = insertBehind(script, fpm.word, opcache);
		yield {
			span: fpm.span,
			message: `PHP compiles every file again for every request: ${opcache} is not installed.`,
			actions: edit
				? [
						{
							id: 'install-opcache',
							title: `Install ${opcache}`,
							kind: 'quickfix',
							safety: 'review',
							why: 'Files that change in a running container are seen only some seconds later.',
							preferred: true,
							edits: () => ({ edits: [edit] }),
						},
					]
				: [],
		};
	}
}
