import { developmentServers } from '../data/developmentServers.ts';
import { isForDevelopment, starts } from '../starts.ts';
import type { Rule } from '../types.ts';

export const developmentServer: Rule = {
	id: 'development-server',
	aliases: [],
	category: 'files',
	severity: 'info',
	strict: 'warning',
	title: 'Container that runs a development server',
	why: 'A server that watches its sources is made for files that change; in an image they do not. It compiles at the start, needs all development dependencies, shows errors to everyone, and its makers say not to use it in production. See [Flask](https://flask.palletsprojects.com/en/stable/server/), [Django](https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver) and [Vite](https://vite.dev/guide/static-deploy.html). Silent if the name of the file or of the last stage says that it is for development.',
	defaultBecause: 'An image is for running what was built; those for development should say so.',
	examples: [
		{
			bad: 'FROM node:22-slim\nUSER node\nCMD ["npm", "run", "dev"]',
			good: 'FROM node:22-slim\nUSER node\nCMD ["node", "dist/server.js"]',
		},
	],
	*check({ doc }) {
		if (isForDevelopment(doc)) return;
		for (const { command, line } of starts(doc)) {
			if (!developmentServers.some(pattern => pattern.test(line))) continue;
			yield { span: command.span, message: `${line.length > 60 ? command.name : line} is for development: run what the build has made.` };
		}
	},
};
