import type { DockerfileDocument } from '../document.ts';
import { type Download, downloads, isPrivateHost, pipedThrough, verifies } from '../downloads.ts';
import { perDocument } from '../perDocument.ts';
import type { Stage } from '../stages.ts';
import type { Rule } from '../types.ts';

export const unverifiedDownload: Rule = {
	id: 'unverified-download',
	aliases: [],
	category: 'pinning',
	severity: 'hint',
	strict: 'warning',
	title: 'Download that nothing compares with a checksum',
	why: 'A URL is a name; what stands behind it can be replaced, by its owner or by someone who has taken the server over. Write down the checksum and let `sha256sum -c` compare it, check a signature, or use `ADD --checksum=sha256:...`. See [ADD --checksum](https://docs.docker.com/reference/dockerfile/#add---checksum). Silent for keys and checksum files, answers of an API, private hosts, and stages in which anything is verified.',
	defaultBecause: 'Most files have it; where the origin is trusted, it is a choice. `profile: strict` makes it a warning.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -fsSL -o /usr/bin/a https://example.org/1.2/a\nUSER 65532',
			good: 'FROM debian:12\nRUN curl -fsSL -o /usr/bin/a https://example.org/1.2/a && echo "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  /usr/bin/a" | sha256sum -c\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const download of downloads(doc)) {
			const stage = doc.stageOf(download.run);
			if (!isKept(download) || (stage && verifyingStages(doc).has(stage))) continue;
			for (const url of download.urls) {
				if (isPrivateHost(url.host) || isCheck(url.path)) continue;
				yield { span: url.span, message: `Nothing compares what ${url.host} sends with a checksum.` };
			}
		}
	},
};

const verifyingStages = perDocument(
	doc =>
		new Set(doc.all('RUN').flatMap((run): (Stage | undefined)[] => (doc.commands(run).some(verifies) || usesVerifier(doc, run) ? [doc.stageOf(run)] : []))),
);

/** A script that is told a checksum: `--sha256=...`. */
function usesVerifier(doc: DockerfileDocument, run: Parameters<DockerfileDocument['commands']>[0]): boolean {
	return doc.commands(run).some(({ words }) => words.some(({ unquoted }) => /^--(?:checksum|sha\d*)\b/.test(unquoted)));
}

const unpackers = /^(?:tar|bsdtar|gtar|unzip|funzip|g?unzip|gzip|zcat|xz|xzcat|unxz|bunzip2|bzcat|zstd|cpio|tee|dd|install|sponge)$/;

/** It ends in the image as a file. Keys are trust itself, and what is substituted is an answer. */
function isKept(download: Download): boolean {
	const { to, file, command } = download;
	if (command.substituted || to === 'nothing' || (file !== undefined && isCheck(file))) return false;
	const readers = pipedThrough(download);
	if (readers.some(({ name, words }) => /^(?:gpg2?|apt-key|rpm)$/.test(name ?? '') || words.some(({ unquoted }) => isCheck(unquoted)))) return false;
	return to === 'file' ? readers.length === 0 || download.tool === 'curl' : readers.some(({ name }) => unpackers.test(name ?? ''));
}

/** A key, a signature, a list of checksums, a list of repositories. */
function isCheck(path: string): boolean {
	return /\.(?:asc|gpg|sig|sign|minisig|key|pub|pem|crt|sha\d+(?:sums?)?|md5|list|repo|sources)(?:$|[?#])|(?:^|[/._-])(?:sha\d*sums?|checksums?|md5sums?)|keyrings|trusted\.gpg|\/keys?\b/i.test(
		path,
	);
}
