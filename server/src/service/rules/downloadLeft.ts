import { cleanAction, isCleanedBehind, shippedStages } from '../caches.ts';
import { downloads } from '../downloads.ts';
import type { Command } from '../shell.ts';
import type { Rule } from '../types.ts';

const archive = /\.(?:tar(?:\.\w+)?|tgz|tbz2?|txz|zip|gz|bz2|xz|deb|rpm|whl)$/;
const unpackers = /^(?:tar|unzip|bsdtar|dpkg|rpm|7z)$/;
const signature = /\.(?:asc|sig|sha\d+(?:sums?)?|md5)$/i;

export const downloadLeft: Rule = {
	id: 'download-left',
	aliases: ['tarSomethingRmTheSomething', 'gpgVerifyAscRmAsc'],
	category: 'cache',
	severity: 'info',
	title: 'Archive or signature left beside what was made of it',
	why: 'The RUN fetches an archive, unpacks it, and leaves it: the layer holds everything twice. A later RUN can delete it, but not take it out of [the layer](https://docs.docker.com/build/building/best-practices/#run). Delete it in the same RUN, or pipe the download into tar. Silent in stages that are not shipped.',
	defaultBecause: 'It costs size for nothing.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -fsSLo /tmp/a.tgz https://example.com/a.tgz && tar -xf /tmp/a.tgz -C /opt\nUSER 65532',
			good: 'FROM debian:12\nRUN curl -fsSLo /tmp/a.tgz https://example.com/a.tgz && tar -xf /tmp/a.tgz -C /opt && rm /tmp/a.tgz\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const found of downloads(doc)) {
			const { run, command, to, file } = found;
			const stage = doc.stageOf(run);
			if (to !== 'file' || !file || file.includes('$') || !stage || !shippedStages(doc).has(stage) || isElsewhere(run.flags, file)) continue;
			const later = doc.commands(run).filter(({ span }) => span.start > command.span.start);
			const user = later.find(other => uses(other, file));
			if (!user || isCleanedBehind(doc, found, covering(file), /^(?:mv|install) /) || later.some(({ name }) => name === 'cd')) continue;
			yield {
				span: user.span,
				message: `${file} stays in the layer beside what was made of it.`,
				aliases: [signature.test(file) ? 'gpgVerifyAscRmAsc' : 'tarSomethingRmTheSomething'],
				actions: cleanAction(doc, found, `rm ${file}`),
			};
		}
	},
};

function uses({ name, words }: Command, file: string): boolean {
	const names = words.some(({ unquoted }, index) => index > 0 && unquoted === file);
	return names && ((archive.test(file) && unpackers.test(name ?? '')) || (signature.test(file) && /^(?:gpgv?|sha\d+sum|md5sum)$/.test(name ?? '')));
}

/** Paths whose deletion takes the file away: itself, a folder above it, a pattern beside it. */
function covering(file: string): RegExp {
	const folders = file
		.split('/')
		.slice(0, -1)
		.map((_, index, parts) => parts.slice(0, index + 1).join('/'))
		.filter(folder => folder !== '');
	const escaped = [file, ...folders].map(path => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^(?:${escaped.join('|')})/?$|[*?]`);
}

function isElsewhere(
	flags: readonly { readonly name: string; readonly options: readonly { readonly key: string; readonly value: string | undefined }[] }[],
	file: string,
): boolean {
	return flags.some(
		({ name, options }) =>
			name === 'mount' &&
			options.some(({ key, value }) => /^(?:target|dst|destination)$/.test(key) && value !== undefined && file.startsWith(value.replace(/\/$/, ''))),
	);
}
