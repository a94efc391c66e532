import { cleanAction, hasMountOver, isCleanedBehind, shippedInstallations } from '../caches.ts';
import type { Rule } from '../types.ts';

const npmCache = /\.npm(?:\/.*)?$|npm-?cache|^\/(?:root|home\/\w+)\/?$/;
const yarnCache = /\.cache(?:\/(?:yarn.*|\*)?)?$|\.yarn|yarn-?cache|^\/root\/?$/;

export const nodeCacheLeft: Rule = {
	id: 'node-cache-left',
	aliases: ['DL3060', 'DF055', 'yarnCacheCleanAfterInstall', 'npmCacheCleanAfterInstall'],
	category: 'cache',
	severity: 'hint',
	title: 'Cache of npm or yarn left in the layer',
	why: 'npm and yarn keep a copy of all that they download: as much again as `node_modules`. Clean it in the same RUN, or keep it outside with a cache mount. See [cache mounts](https://docs.docker.com/build/cache/optimize/#use-cache-mounts). Silent with a mount, where the cache is another folder, and in stages that are not shipped.',
	defaultBecause: 'It costs size only, and few people do it.',
	examples: [
		{
			bad: 'FROM node:22-slim\nRUN npm ci\nUSER node',
			good: 'FROM node:22-slim\nRUN npm ci && npm cache clean --force\nUSER node',
		},
	],
	*check({ doc }) {
		for (const found of shippedInstallations(doc, 'npm', 'yarn')) {
			const { run, command, installation } = found;
			const isYarn = installation.manager === 'yarn';
			const subcommand = command.words.find(({ value }, index) => index > 0 && value?.startsWith('-') === false);
			if ((command.name !== 'npm' && command.name !== 'yarn') || /^(?:create|dlx|exec|init|link|remove)$/.test(subcommand?.value ?? '')) continue;
			const caches = isYarn ? yarnCache : npmCache;
			if (hasMountOver(run, caches) || isCleanedBehind(doc, found, caches, isYarn ? /^yarn (?:.* )?cache clean/ : /^npm (?:.* )?cache (?:clean|rm|verify)/))
				continue;
			const elsewhere = isYarn ? ['YARN_CACHE_FOLDER', 'YARN_ENABLE_GLOBAL_CACHE'] : ['NPM_CONFIG_CACHE', 'npm_config_cache'];
			if (command.words.some(({ unquoted }) => /^--cache(?:-folder)?(?:=|$)/.test(unquoted)) || elsewhere.some(name => doc.scope(run)?.declaration(name)))
				continue;
			yield {
				span: { start: command.span.start, end: subcommand?.span.end ?? command.span.end },
				message: `${command.name} leaves a copy of what it downloads in the image.`,
				aliases: isYarn ? ['DL3060', 'DF055', 'yarnCacheCleanAfterInstall'] : ['npmCacheCleanAfterInstall'],
				actions: cleanAction(doc, found, isYarn ? 'yarn cache clean' : 'npm cache clean --force'),
			};
		}
	},
};
