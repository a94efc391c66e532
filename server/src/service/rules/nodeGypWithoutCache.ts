import { buildCommands } from '../buildCommands.ts';
import { hasMountOver, installationsBy } from '../caches.ts';
import type { DockerfileDocument } from '../document.ts';
import { insert } from '../edit.ts';
import type { Stage } from '../stages.ts';
import type { Rule } from '../types.ts';

const tools = /^(?:make|gcc|g\+\+|build-base|build-essential|node-gyp|node-pre-gyp|prebuild-install)$/;

export const nodeGypWithoutCache: Rule = {
	id: 'node-gyp-without-cache',
	aliases: ['js/node-gyp-cache-mounts'],
	category: 'cache',
	severity: 'off',
	title: 'Headers of Node.js downloaded for every build',
	why: 'Where a package compiles, node-gyp fetches the headers of Node.js, some tens of megabytes, into `~/.cache/node-gyp`: in a layer, and again when the step runs again. A [cache mount](https://docs.docker.com/build/cache/optimize/#use-cache-mounts) keeps them. See [node-gyp](https://github.com/nodejs/node-gyp#environment-variables). Flagged in stages that install a compiler, or rebuild packages.',
	defaultBecause: 'Whether anything compiles cannot be seen from here.',
	examples: [
		{
			bad: 'FROM node:22\nRUN apt-get update && apt-get install -y python3 make g++\nRUN npm ci\nUSER node',
			good: 'FROM node:22\nRUN apt-get update && apt-get install -y python3 make g++\nRUN --mount=type=cache,target=/root/.cache/node-gyp npm ci\nUSER node',
		},
	],
	*check({ doc }) {
		const rebuilds = buildCommands(doc, 'npm', 'pnpm', 'yarn').filter(({ command }) => command.words[1]?.value === 'rebuild');
		const installations = installationsBy(doc, 'npm', 'pnpm', 'yarn').filter(({ installation }) => installation.project);
		for (const { run, command } of [...installations, ...rebuilds]) {
			const stage = doc.stageOf(run);
			const isCompiling = rebuilds.some(other => doc.stageOf(other.run) === stage) || (stage && hasCompiler(doc, stage));
			if (!isCompiling || hasMountOver(run, /node-gyp|ccache|\.cache\/?$|^\/root\/?$/) || /devdir/i.test(doc.text)) continue;
			const isRoot = !doc.scope(run)?.user.instruction;
			yield {
				span: command.words[0]?.span ?? command.span,
				message: `node-gyp downloads the headers of Node.js each time ${command.name} runs here.`,
				actions:
					run.keyword === 'RUN' && isRoot
						? [
								{
									id: 'mount-headers',
									title: 'Mount a cache for the headers',
									kind: 'quickfix',
									safety: 'review',
									why: 'The mount lies in the home of root.',
									preferred: true,
									edits: () => ({ edits: [insert(run.keywordSpan.end, ' --mount=type=cache,target=/root/.cache/node-gyp')] }),
								},
							]
						: [],
			};
		}
	},
};

function hasCompiler(doc: DockerfileDocument, stage: Stage): boolean {
	return installationsBy(doc, 'apt', 'apk', 'yum', 'dnf', 'npm').some(
		({ run, installation }) => doc.stageOf(run) === stage && installation.packages.some(({ name }) => tools.test(name)),
	);
}
