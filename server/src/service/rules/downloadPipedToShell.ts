import type { DockerfileDocument } from '../document.ts';
import { type Download, downloads, isPrivateHost, pipedThrough } from '../downloads.ts';
import type { Command } from '../shell.ts';
import type { Rule } from '../types.ts';

const shells = /^(?:ba|da|a|z|k|mk)?sh$/;
const interpreters = /^(?:python|pypy|perl|ruby|node|php)[\d.]*$/;

export const downloadPipedToShell: Rule = {
	id: 'download-piped-to-shell',
	aliases: ['DF021'],
	category: 'pinning',
	severity: 'warning',
	title: 'Downloaded script that runs unseen',
	why: 'What runs is what the server says at that moment: other code tomorrow, half a script when the connection breaks, and whatever someone puts there who has taken the server over. Fetch a fixed version, compare its checksum, then run it; or `ADD --checksum=sha256:...`. See [ADD --checksum](https://docs.docker.com/reference/dockerfile/#add---checksum).',
	defaultBecause: 'The same file builds different images, and nobody can tell what ran.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -fsSL https://example.org/install.sh | sh\nUSER 65532',
			good: 'FROM debian:12\nADD --checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef https://example.org/1.2/install.sh /tmp/\nRUN sh /tmp/install.sh\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const download of downloads(doc)) {
			const runner = runnerOf(doc, download);
			const [url] = download.urls;
			if (!runner || !url || url.host === 'localhost' || (isPrivateHost(url.host) && url.host !== undefined)) continue;
			yield {
				span: download.command.span,
				message: `${runner.name} runs whatever ${url.host ?? 'the server'} sends at the time of the build.`,
				related: [{ span: runner.span, message: 'It runs here.' }],
			};
		}
	},
};

function runnerOf(doc: DockerfileDocument, download: Download): Command | undefined {
	const { command, run } = download;
	if (command.substituted) {
		// bash -c "$(curl ...)", . <(curl ...), eval "$(curl ...)"
		const isAround = ({ span, words, name }: Command) =>
			span.start < command.span.start &&
			span.end >= command.span.end &&
			words.length > 1 &&
			(shells.test(name ?? '') || /^(?:eval|source|\.)$/.test(name ?? ''));
		return doc.commands(run).findLast(isAround);
	}
	return pipedThrough(download).find(readsScript);
}

/** It takes its program from standard input: no file is named, no `-c`, `-e`, `-m`. */
function readsScript({ name = '', words }: Command): boolean {
	if (!shells.test(name) && !interpreters.test(name)) return false;
	const operands = words.slice(1).map(({ unquoted }) => unquoted);
	const first = operands.find(text => !/^[-+]./.test(text));
	if (operands.some(text => text === '-s' || text === '-' || text === '/dev/stdin')) return true;
	return !operands.some(text => /^-(?:[a-z]*c|[em])/.test(text) && text !== '-e') && (first === undefined || operands.includes('--'));
}
