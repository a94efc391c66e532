import { downloads, isPrivateHost } from '../downloads.ts';
import { insertBehind } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

const fails = new Set(['-f', '--fail', '--fail-with-body', '--fail-early', '-w', '--write-out', '-K', '--config']);

export const curlWithoutFail: Rule = {
	id: 'curl-without-fail',
	aliases: ['curlUseFlagF', 'DF035'],
	category: 'files',
	severity: 'info',
	title: 'Call of curl that takes an error page for the file',
	why: 'Without `--fail`, curl is content with a 404: the text of the error page becomes the file, and the build goes on. See [curl --fail](https://curl.se/docs/manpage.html#-f). Silent for uploads, tests of a status, and where variables give the options.',
	defaultBecause: 'One letter turns a broken image into a failed build.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -sSL -o /a https://example.org/a\nUSER 65532',
			good: 'FROM debian:12\nRUN curl -f -sSL -o /a https://example.org/a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { tool, command, given, script, to, urls } of downloads(doc)) {
			if (tool !== 'curl' || to === 'nothing' || given.options.some(({ name }) => fails.has(name))) continue;
			if (urls.every(({ host }) => host === 'localhost' || (host !== undefined && isPrivateHost(host)))) continue;
			// $CURL_OPTIONS
			if (command.words.some(({ value, unquoted }) => value === undefined && /^\$\{?\w+\}?$/.test(unquoted) && !/url/i.test(unquoted))) continue;
			const [program] = command.words;
			const edit = insertBehind(script, program, '-f');
			yield {
				span: program?.span ?? command.span,
				message: 'Without -f, curl takes the page that reports an error for the file.',
				actions: edit
					? [
							{
								id: 'insert-fail',
								title: 'Insert -f',
								kind: 'quickfix',
								safety: 'review',
								why: 'The build fails where an error went unnoticed so far.',
								preferred: true,
								edits: () => ({ edits: [edit] }),
							},
						]
					: [],
			};
		}
	},
};
