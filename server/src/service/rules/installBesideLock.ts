import { copies } from '../copies.ts';
import type { DockerfileDocument } from '../document.ts';
import { replace } from '../edit.ts';
import { installationOf } from '../packages.ts';
import type { Facts, Rule } from '../types.ts';

const lockFile = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|package-lock\*\.json|package\*\.json|package-\*\.json)$/;

export const installBesideLock: Rule = {
	id: 'install-beside-lock',
	aliases: ['DF031'],
	category: 'pinning',
	severity: 'info',
	title: 'Installation that may go past the lock file',
	why: '`npm install` takes newer versions where `package.json` allows them and the lock file does not fit, and writes the lock file anew. [`npm ci`](https://docs.npmjs.com/cli/commands/npm-ci) installs what the lock file says, or fails. Silent where no lock file is known: not beside the Dockerfile, and not copied by name.',
	defaultBecause: 'Who commits a lock file wants it to count; that the build then fails where it does not fit must be wanted, too.',
	examples: [
		{
			bad: 'FROM node:22\nCOPY package.json package-lock.json ./\nRUN npm install\nUSER node',
			good: 'FROM node:22\nCOPY package.json package-lock.json ./\nRUN npm ci\nUSER node',
		},
	],
	*check({ doc, facts }) {
		for (const instruction of doc.all('RUN')) {
			for (const command of doc.commands(instruction)) {
				const [, subcommand, ...rest] = command.words;
				if (command.name !== 'npm' || !subcommand || !/^(?:install|i)$/.test(subcommand.value ?? '')) continue;
				const isProject =
					installationOf(command)?.project &&
					!rest.some(({ unquoted }) => /^(?:-g|--global|--no-package-lock|--package-lock-only|--package-lock=false)$/.test(unquoted));
				if (!isProject || !hasLock(doc, facts)) continue;
				yield {
					span: { start: command.span.start, end: subcommand.span.end },
					message: 'npm install may change what the lock file says: npm ci does not.',
					actions: [
						{
							id: 'use-ci',
							title: 'Use npm ci',
							kind: 'quickfix',
							safety: 'review',
							why: 'It fails where the lock file and package.json do not fit, and deletes node_modules first.',
							preferred: true,
							edits: () => ({ edits: [replace(subcommand.span, 'ci')] }),
						},
					],
				};
			}
		}
	},
};

function hasLock(doc: DockerfileDocument, facts: Facts): boolean {
	if (copies(doc).some(({ sources }) => sources.some(({ value }) => lockFile.test(value ?? '')))) return true;
	return facts.get('contextFolder', '')?.some(name => lockFile.test(name)) ?? false;
}
