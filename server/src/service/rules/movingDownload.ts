import { downloads, isPrivateHost, verifies, webAddress } from '../downloads.ts';
import type { Rule } from '../types.ts';

export const movingDownload: Rule = {
	id: 'moving-download',
	aliases: [],
	category: 'pinning',
	severity: 'info',
	strict: 'warning',
	title: 'Download whose address says "the newest"',
	why: 'The address stands for whatever is newest at the time of the build: the same file gives another image tomorrow, and the cache keeps an old one for as long as it likes. Write the version into the address. See [pinning](https://docs.docker.com/build/building/best-practices/#pin-base-image-versions) and [links to releases](https://docs.github.com/en/repositories/releasing-projects-on-github/linking-to-releases).',
	defaultBecause: 'The meaning of the file changes without the file, though some want it so.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -fsSL -o /usr/bin/a https://github.com/o/a/releases/latest/download/a\nUSER 65532',
			good: 'FROM debian:12\nRUN curl -fsSL -o /usr/bin/a https://github.com/o/a/releases/download/v1.2.3/a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { run, to, urls } of downloads(doc)) {
			if (to === 'nothing') continue;
			for (const url of urls) {
				const part = isPrivateHost(url.host) ? undefined : movingPart(url.host as string, url.path);
				if (!part) continue;
				const isVerified = doc.commands(run).some(verifies);
				yield { span: url.span, message: messageOf(part), ...(isVerified ? { severity: 'hint' } : {}) };
			}
		}
		for (const add of doc.all('ADD')) {
			if (add.json || add.flags.some(({ name }) => name === 'checksum')) continue;
			for (const word of add.words.slice(0, -1)) {
				const url = webAddress(word.text, word.span);
				const part = !url || isPrivateHost(url.host) || /\.git(?:#|$)/.test(url.path) ? undefined : movingPart(url.host as string, url.path);
				if (part) yield { span: word.span, message: messageOf(part) };
			}
		}
	},
};

function messageOf(part: string): string {
	return `"${part}" stands for whatever is newest at the time of the build: name a version.`;
}

const branch = '(?:master|main|HEAD|trunk|develop|dev|next)';
const onForges = new RegExp(
	`/(?:archive|tarball|zipball|raw|blob|refs/heads|tar\\.gz|zip)/(?:refs/heads/)?(${branch})(?=[/.?]|$)|/refs/heads/([^/?]+?)(?=\\.(?:tar|zip)|[/?]|$)`,
);
const rawFiles = new RegExp(`^/[^/]+/[^/]+/(?:refs/heads/)?(${branch})/`);

/** The part of an address that moves. */
function movingPart(host: string, path: string): string | undefined {
	const word = /(?:^|[/._-])(latest|nightly)(?=[/._?-]|$)/i.exec(path)?.[1];
	if (word) return word;
	const found =
		host === 'raw.githubusercontent.com' ? rawFiles.exec(path) : /(?:^|\.)(?:github|gitlab|bitbucket|codeberg)\./.test(host) ? onForges.exec(path) : null;
	return found?.[1] ?? found?.[2];
}
