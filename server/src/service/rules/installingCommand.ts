import { installationOf, isIndexUpdate } from '../packages.ts';
import { isForDevelopment, starts } from '../starts.ts';
import type { Rule } from '../types.ts';

/** Programs that fetch something to run it, and keep nothing. */
const runners = /^(?:npx|bunx|uvx|pipx|go run|uv (?:tool )?run|(?:npm|pnpm|yarn|bun) (?:exec|x|dlx|run|create|init)|dotnet)(?: |$)/;

export const installingCommand: Rule = {
	id: 'installing-command',
	aliases: [],
	category: 'files',
	severity: 'warning',
	title: 'Container that installs when it starts',
	why: 'What runs is decided at each start, by what servers elsewhere say on that day: two containers of one image differ, a start needs the network and takes minutes, and a read-only file system is out of reach. Install in a RUN. See [ephemeral containers](https://docs.docker.com/build/building/best-practices/#create-ephemeral-containers). Silent if the name of the file or of the last stage says that it is for development.',
	defaultBecause: 'The image is not what runs.',
	examples: [
		{
			bad: 'FROM node:22-slim\nUSER node\nCMD npm install && node server.js',
			good: 'FROM node:22-slim\nRUN npm ci\nUSER node\nCMD ["node", "server.js"]',
		},
	],
	*check({ doc }) {
		if (isForDevelopment(doc)) return;
		for (const { command, line } of starts(doc)) {
			const isGit = /^git (?:-C \S+ )?(?:pull|clone|fetch)\b/.test(line);
			if (!isGit && (runners.test(line) || (!installationOf(command) && !isIndexUpdate(command)))) continue;
			yield { span: command.span, message: `Each start of a container ${isGit ? 'fetches sources' : 'installs'} by ${command.name}: do it in a RUN.` };
		}
	},
};
