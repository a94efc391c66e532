import { parseIgnoreFile } from '../context.ts';
import { type CopiedPath, copied } from '../copied.ts';
import { ignoreFileOf } from '../ignoreFile.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Rule } from '../types.ts';

export const ignoredCopySource: Rule = {
	id: 'ignored-copy-source',
	aliases: ['CopyIgnoredFile'],
	category: 'files',
	severity: 'warning',
	title: 'Copy of a file that the ignore file excludes',
	why: 'What `.dockerignore` excludes is not sent to the builder, so the step cannot find it. See [CopyIgnoredFile](https://docs.docker.com/reference/build-checks/copy-ignored-file/). Silent if the ignore file has an exception (`!`), as BuildKit is, and for patterns and variables.',
	defaultBecause: 'The build fails.',
	examples: [
		{
			bad: 'FROM debian:12\nCOPY dist/app /app\nUSER 65532',
			good: 'FROM debian:12\nCOPY src/app /app\nUSER 65532',
			facts: { siblingFile: { 'Dockerfile.dockerignore': null }, contextFile: { '.dockerignore': 'dist\n' } },
		},
	],
	*check({ doc, facts }) {
		const sources = [...doc.all('COPY'), ...doc.all('ADD')].flatMap(plainSources);
		// nobody is asked where there is nothing to look at
		const file = sources.length > 0 ? ignoreFileOf(doc.path, facts) : undefined;
		const rules = file && parseIgnoreFile(file.text);
		if (!rules || rules.hasExceptions || rules.problem !== undefined || rules.patterns.length === 0) return;
		for (const { text, span } of sources) {
			if (rules.ignores(text.replace(/^(?:\.?\/)+/, ''))) yield { span, message: `${file.name} excludes ${text}: the builder will not find it.` };
		}
	},
};

/** No patterns, variables or here-documents, nothing from elsewhere, and not the whole context. */
function plainSources(instruction: Instruction): readonly CopiedPath[] {
	if (instruction.flags.some(({ name }) => name === 'from')) return [];
	return (copied(instruction)?.sources ?? []).filter(({ text }) => !/[$*?[\\"'<]|^[a-z+]+:\/\/|^git@|^\.{0,2}\/*$|\.\./i.test(text));
}
