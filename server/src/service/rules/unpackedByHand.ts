import { downloads, pipedThrough } from '../downloads.ts';
import type { Rule } from '../types.ts';

const archive = /\.(?:tar(?:\.\w+)?|tgz|tbz2?|txz)$/;

export const unpackedByHand: Rule = {
	id: 'unpacked-by-hand',
	aliases: ['prefer-add-unpack'],
	category: 'files',
	severity: 'off',
	title: 'Archive fetched and unpacked by RUN',
	why: '[`ADD --unpack`](https://docs.docker.com/reference/dockerfile/#add---unpack) fetches an archive and unpacks it without curl and tar in the image, and with `--checksum` refuses any other than the one that is meant. It needs Dockerfile syntax 1.17.',
	defaultBecause: 'It is new, unpacks only tar, and keeps the first folder of the archive.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -fsSL https://example.com/a-1.2.tar.gz | tar -xz -C /opt\nUSER 65532',
			good: `FROM debian:12\nADD --unpack --checksum=sha256:${'a'.repeat(64)} https://example.com/a-1.2.tar.gz /opt\nUSER 65532`,
		},
	],
	*check({ doc }) {
		for (const found of downloads(doc)) {
			const { run, command, urls, file } = found;
			if (!urls.some(({ text }) => archive.test(text.replace(/[?#].*$/, '')))) continue;
			const piped = pipedThrough(found).some(({ name }) => name === 'tar');
			const later = doc.commands(run).filter(({ span }) => span.start > command.span.start);
			const unpacked = file !== undefined && later.some(({ name, words }) => name === 'tar' && words.some(({ unquoted }) => unquoted === file));
			if (piped || unpacked) yield { span: command.span, message: 'ADD --unpack fetches and unpacks this without curl and tar.' };
		}
	},
};
