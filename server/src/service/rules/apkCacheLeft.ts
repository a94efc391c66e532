import { hasMountOver, isCleanedBehind, shippedInstallations } from '../caches.ts';
import { hasOption } from '../shell.ts';
import { insertBehind } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

export const apkCacheLeft: Rule = {
	id: 'apk-cache-left',
	aliases: ['DL3019', 'DS-0025', 'DF029', 'apkAddUseNoCache'],
	category: 'cache',
	severity: 'info',
	title: 'Index of apk left in the layer',
	why: 'Without `--no-cache`, apk keeps the index of its repositories: bytes that nobody reads again, and that differ in every build. With it, apk fetches a fresh index by itself, and `apk update` is not needed. See [apk](https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper#Install_a_Package). Silent with a cache mount, where the cache is deleted in the same RUN, and in stages that are not shipped.',
	defaultBecause: 'It costs size, and makes layers differ.',
	examples: [
		{
			bad: 'FROM alpine:3.22\nRUN apk add curl\nUSER 65532',
			good: 'FROM alpine:3.22\nRUN apk add --no-cache curl\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const found of shippedInstallations(doc, 'apk')) {
			const { run, script, command } = found;
			if (hasOption(command, '--no-cache', '--no-network') || hasMountOver(run, /^\/(?:var\/cache(?:\/apk)?|etc\/apk\/cache|var\/cache\/apk\/.*)\/?$/))
				continue;
			if (isCleanedBehind(doc, found, /^\/(?:var\/cache(?:\/apk)?|etc\/apk\/cache)(?:\/\*?)?$/, /^apk (?:.* )?cache clean/)) continue;
			const add = command.words.find(({ value }) => value === 'add');
			const edit = insertBehind(script, add, '--no-cache');
			yield {
				span: { start: command.span.start, end: add?.span.end ?? command.span.end },
				message: 'apk leaves the index of its repositories in the image: give it --no-cache.',
				actions: edit
					? [{ id: 'insert-no-cache', title: 'Insert --no-cache', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [edit] }) }]
					: [],
			};
		}
	},
};
