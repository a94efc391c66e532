import { buildCommands } from '../buildCommands.ts';
import { insertBehind } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

export const npmCacheCleanWithoutForce: Rule = {
	id: 'npm-cache-clean-without-force',
	aliases: ['npmCacheCleanUseForce'],
	category: 'cache',
	severity: 'warning',
	title: 'Cache of npm cleaned without --force',
	why: 'Since npm 5 the cache mends itself, and [`npm cache clean`](https://docs.npmjs.com/cli/commands/npm-cache) refuses to work without `--force`: the step fails.',
	defaultBecause: 'The step fails with every npm of the last years.',
	examples: [
		{
			bad: 'FROM node:22\nRUN npm ci && npm cache clean\nUSER node',
			good: 'FROM node:22\nRUN npm ci && npm cache clean --force\nUSER node',
		},
	],
	*check({ doc }) {
		for (const { command, script } of buildCommands(doc, 'npm')) {
			const words = command.words.map(({ unquoted }) => unquoted);
			const at = words.indexOf('cache');
			const clean = command.words[at + 1];
			if (at < 1 || !clean || !/^(?:clean|clear)$/.test(clean.unquoted) || words.some(word => /^(?:-f|--force)(?:$|=)/.test(word) || word.startsWith('$')))
				continue;
			if (command.followedBy === '||') continue;
			const edit = insertBehind(script, clean, '--force');
			yield {
				span: { start: command.span.start, end: clean.span.end },
				message: 'npm cache clean fails without --force.',
				actions: edit ? [{ id: 'add-force', title: 'Add --force', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [edit] }) }] : [],
			};
		}
	},
};
