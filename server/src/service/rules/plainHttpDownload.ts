import { downloads, isPrivateHost, verifies, webAddress } from '../downloads.ts';
import { replace } from '../edit.ts';
import type { Rule } from '../types.ts';

export const plainHttpDownload: Rule = {
	id: 'plain-http-download',
	aliases: ['curlUseHttpsUrl', 'wgetUseHttpsUrl'],
	category: 'pinning',
	severity: 'warning',
	title: 'Download over http',
	why: 'Without encryption, everyone on the way can change what is fetched, and the image with it. Nearly every server speaks https by now. See [curl](https://curl.se/docs/sslcerts.html) and [CWE-319](https://cwe.mitre.org/data/definitions/319.html). Silent for private and unknown hosts; a hint where a checksum is compared in the same RUN.',
	defaultBecause: 'Nobody can tell whether the file is the one that was meant.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -fsSL -o /a http://www.gnu.org/a\nUSER 65532',
			good: 'FROM debian:12\nRUN curl -fsSL -o /a https://www.gnu.org/a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { run, script, tool, urls } of downloads(doc)) {
			for (const { scheme, host, schemeSpan, span } of urls) {
				if (scheme !== 'http' || isPrivateHost(host)) continue;
				const isVerified = doc.commands(run).some(verifies);
				yield {
					span,
					message: `${host} is asked over http: anyone on the way can change what ${tool} gets.`,
					aliases: [tool === 'curl' ? 'curlUseHttpsUrl' : 'wgetUseHttpsUrl'],
					...(isVerified ? { severity: 'hint' } : {}),
					actions: script.form === 'shell' ? [useHttps(host as string, schemeSpan)] : [],
				};
			}
		}
		for (const add of doc.all('ADD')) {
			if (add.json || add.flags.some(({ name }) => name === 'checksum')) continue;
			for (const word of add.words.slice(0, -1)) {
				const url = webAddress(word.text, word.span);
				if (url?.scheme !== 'http' || isPrivateHost(url.host)) continue;
				yield {
					span: word.span,
					message: `${url.host} is asked over http: anyone on the way can change what ADD gets.`,
					aliases: [],
					actions: [useHttps(url.host as string, url.schemeSpan)],
				};
			}
		}
	},
};

function useHttps(host: string, scheme: { start: number; end: number }) {
	return {
		id: 'use-https',
		title: 'Use https',
		kind: 'quickfix',
		safety: 'review',
		why: `${host} may not speak https.`,
		preferred: true,
		edits: () => ({ edits: [replace(scheme, 'https')] }),
	} as const;
}
