import { isIndexUpdate } from '../packages.ts';
import type { Rule } from '../types.ts';

export const updateAlone: Rule = {
	id: 'update-alone',
	aliases: ['DS-0017', 'CKV_DOCKER_5', 'DF028', 'aptGetUpdatePrecedesInstall'],
	category: 'cache',
	severity: 'warning',
	title: 'Package index fetched in a RUN of its own',
	why: 'The RUN is cached: when the next one changes, it installs from the lists of weeks ago, and fails once the packages are gone. Fetch and install in one RUN. See [apt-get](https://docs.docker.com/build/building/best-practices/#apt-get).',
	defaultBecause: 'The build breaks on a day when nobody touched the file.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN apt-get update\nRUN apt-get install -y curl\nUSER 65532',
			good: 'FROM debian:12\nRUN apt-get update && apt-get install -y curl\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const run of doc.all('RUN')) {
			// `sh -c` and `set -e` do nothing of their own
			const commands = doc.commands(run).filter(({ script, name }) => !script && name !== 'set');
			const [update] = commands;
			if (!update || commands.length !== 1 || !isIndexUpdate(update)) continue;
			yield { span: update.span, message: 'The package index is fetched in a RUN of its own: the cache keeps old lists.' };
		}
	},
};
