import { bundleInstalls } from '../bundler.ts';
import { installationsBy } from '../caches.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Rule } from '../types.ts';

const general = 'prefer-package-cache-mounts';
const bundler = 'ruby/prefer-bundler-cache-mount';

export const installWithoutCacheMount: Rule = {
	id: 'install-without-cache-mount',
	aliases: [general, bundler],
	category: 'cache',
	severity: 'off',
	title: 'Installation without a cache mount',
	why: 'When the step runs again, everything is downloaded again. `RUN --mount=type=cache,target=...` keeps the downloads between builds, outside of the image. See [cache mounts](https://docs.docker.com/build/cache/optimize/#use-cache-mounts).',
	defaultBecause: 'It is a choice: the mount helps only where the builder is kept, and many build in fresh ones.',
	examples: [
		{
			bad: 'FROM node:22-slim\nRUN npm ci\nUSER node',
			good: 'FROM node:22-slim\nRUN --mount=type=cache,target=/root/.npm npm ci\nUSER node',
		},
	],
	*check({ doc }) {
		const seen = new Set<unknown>();
		for (const { run, command } of installationsBy(
			doc,
			'apt',
			'apk',
			'yum',
			'dnf',
			'zypper',
			'pip',
			'uv',
			'npm',
			'yarn',
			'pnpm',
			'bun',
			'go',
			'cargo',
			'composer',
		)) {
			if (seen.has(run) || hasCache(run)) continue;
			seen.add(run);
			yield {
				span: command.words[0]?.span ?? command.span,
				message: `${command.name} downloads everything again when this step runs again.`,
				aliases: [general],
			};
		}
		for (const { run, span } of bundleInstalls(doc)) {
			if (!hasCache(run)) yield { span, message: 'bundle downloads everything again when this step runs again.', aliases: [general, bundler] };
		}
	},
};

function hasCache(run: Instruction): boolean {
	const { flags } = run.trigger ?? run;
	return flags.some(({ name, value }) => name === 'mount' && /type=(?:cache|tmpfs)|\$/.test(value ?? ''));
}
