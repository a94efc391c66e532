import { type Copy, type CopyPath, copies } from '../copies.ts';
import { ignoreFileOf } from '../ignoreFile.ts';
import type { Rule } from '../types.ts';

export const noIgnoreFile: Rule = {
	id: 'no-ignore-file',
	aliases: ['DF026', 'DF033'],
	category: 'files',
	severity: 'hint',
	title: 'Whole context copied, and no ignore file',
	why: 'Without an ignore file the whole folder is sent to the builder and copied: `.git`, `.env`, folders of dependencies, the build of yesterday. Secrets end in the image, and any change of any of it repeats the step. Write a [.dockerignore](https://docs.docker.com/build/concepts/context/#dockerignore-files), or copy by name. Silent where an ignore file exists, whatever it says, and where nobody knows.',
	defaultBecause: 'A folder may hold nothing else, as in a fresh clone on a build server.',
	examples: [
		{
			bad: 'FROM node:22\nCOPY . /app\nUSER node',
			good: 'FROM node:22\nCOPY src /app\nUSER node',
			facts: { siblingFile: { 'Dockerfile.dockerignore': null }, contextFile: { '.dockerignore': null } },
		},
	],
	*check({ doc, facts }) {
		const wholes = copies(doc).flatMap(copy => wholeContext(copy) ?? []);
		// nobody is asked where there is nothing to look at
		if (wholes.length === 0 || ignoreFileOf(doc.path, facts) !== null) return;
		for (const { span } of wholes)
			yield { span, message: 'All of the build context is copied, and no .dockerignore leaves out .git, .env or what is built there.' };
	},
};

/** The source that stands for the whole context. What a trigger copies is the context of somebody else. */
function wholeContext({ instruction, copy, sources, from }: Copy): CopyPath | undefined {
	if (from !== undefined || instruction !== copy || copy.flags.some(({ name }) => name === 'exclude')) return undefined;
	return sources.find(({ value }) => value !== undefined && /^(?:\.|\/|\.\/|\*|\.\/\*|\/\*)$/.test(value));
}
