import { buildCommands } from '../buildCommands.ts';
import { shippedStages } from '../caches.ts';
import type { Rule } from '../types.ts';

export const buildFolderLeft: Rule = {
	id: 'build-folder-left',
	aliases: ['rmRecursiveAfterMktempD', 'mkdirUsrSrcThenRemove'],
	category: 'cache',
	severity: 'hint',
	title: 'Folder for building that stays in the layer',
	why: 'What was unpacked and compiled in a folder made for that is not needed when it is installed. Deleted at the end of the same RUN it is not in [the layer](https://docs.docker.com/build/building/best-practices/#run); in a builder stage it does not matter. Looked at are `mktemp -d`, and folders in `/usr/src` in which the same RUN unpacks or compiles.',
	defaultBecause: 'It costs size, and which parts the program needs the file does not tell.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN dir="$(mktemp -d)" && cp -r /src "$dir" && make -C "$dir" install\nUSER 65532',
			good: 'FROM debian:12\nRUN dir="$(mktemp -d)" && cp -r /src "$dir" && make -C "$dir" install && rm -rf "$dir"\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { run, script, command } of buildCommands(doc, 'mktemp', 'mkdir')) {
			const stage = doc.stageOf(run);
			if (!stage || !shippedStages(doc).has(stage)) continue;
			const removes = script.commands.some(
				({ name, words, span }) =>
					span.start > command.span.start && ((name === 'rm' && words.some(({ unquoted }) => /^-\w*[rR]|^--recursive/.test(unquoted))) || name === 'trap'),
			);
			if (removes) continue;
			if (command.name === 'mktemp') {
				const isFolder = command.words.some(({ unquoted }) => /^-\w*d\w*$|^--directory$/.test(unquoted));
				if (isFolder) yield { span: command.span, message: 'Nothing deletes this folder at the end of the RUN.', aliases: ['rmRecursiveAfterMktempD'] };
				continue;
			}
			const folder = command.words.find(({ value }) => /^\/usr\/src\/[^/]/.test(value ?? ''))?.value;
			const builds = script.commands.some(({ name, words }) => /^(?:tar|make|cmake|unzip)$/.test(name ?? '') && words.length > 1);
			if (folder && builds) yield { span: command.span, message: `Nothing deletes ${folder} at the end of the RUN.`, aliases: ['mkdirUsrSrcThenRemove'] };
		}
	},
};
