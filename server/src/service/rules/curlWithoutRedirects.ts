import { downloads, isPrivateHost } from '../downloads.ts';
import { insertBehind } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

const follows = new Set(['-L', '--location', '--location-trusted', '--follow', '-K', '--config']);

export const curlWithoutRedirects: Rule = {
	id: 'curl-without-redirects',
	aliases: ['curlUseFlagL', 'curl-should-follow-redirects'],
	category: 'files',
	severity: 'warning',
	title: 'Call of curl that does not follow redirects',
	why: 'Without `--location`, curl takes the answer "it is elsewhere" for the file: empty, or a few lines of HTML. Releases on GitHub are always elsewhere; other servers may move. See [curl --location](https://curl.se/docs/manpage.html#-L).',
	defaultBecause: 'On hosts that are known to redirect, the file is surely wrong; elsewhere it is a hint.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -fsS -o /a https://github.com/o/r/releases/download/v1/a\nUSER 65532',
			good: 'FROM debian:12\nRUN curl -L -fsS -o /a https://github.com/o/r/releases/download/v1/a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { tool, command, given, script, to, urls } of downloads(doc)) {
			if (tool !== 'curl' || to === 'nothing' || given.options.some(({ name }) => follows.has(name) || name === '-w')) continue;
			if (urls.every(({ host }) => host === 'localhost' || (host !== undefined && isPrivateHost(host)))) continue;
			if (command.words.some(({ value, unquoted }) => value === undefined && /^\$\{?\w+\}?$/.test(unquoted) && !/url/i.test(unquoted))) continue;
			const surely = urls.some(({ host, path }) => host === 'github.com' && /\/(?:releases\/(?:latest\/)?download|archive|raw|tarball|zipball)\//.test(path));
			const [program] = command.words;
			const edit = insertBehind(script, program, '-L');
			yield {
				span: program?.span ?? command.span,
				message: surely ? 'github.com redirects this, and without -L curl does not follow.' : 'Without -L, curl does not follow if the server redirects.',
				...(surely ? {} : { severity: 'hint' as const }),
				actions: edit
					? [
							{
								id: 'insert-location',
								title: 'Insert -L',
								kind: 'quickfix',
								safety: 'review',
								why: 'Another server may be asked then.',
								preferred: true,
								edits: () => ({ edits: [edit] }),
							},
						]
					: [],
			};
		}
	},
};
