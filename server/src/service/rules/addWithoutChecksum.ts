import { isPrivateHost, webAddress } from '../downloads.ts';
import type { Rule } from '../types.ts';

export const addWithoutChecksum: Rule = {
	id: 'add-without-checksum',
	aliases: [],
	category: 'pinning',
	severity: 'info',
	strict: 'warning',
	title: 'Remote file without a checksum',
	why: 'What stands behind the URL can be replaced, and nobody will see it. With `--checksum=sha256:...` the builder compares, and need not even fetch the file again. See [ADD --checksum](https://docs.docker.com/reference/dockerfile/#add---checksum). Silent for git sources, unknown hosts and signing keys.',
	defaultBecause: 'One flag makes the step repeatable.',
	examples: [
		{
			bad: 'FROM debian:12\nADD https://example.org/a-1.2.tgz /src/\nUSER 65532',
			good: 'FROM debian:12\nADD --checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef https://example.org/a-1.2.tgz /src/\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const add of doc.all('ADD')) {
			if (add.flags.some(({ name }) => name === 'checksum')) continue;
			const sources = add.json ? add.json.items.map(({ value, inner }) => ({ text: value, span: inner })) : add.words;
			for (const { text, span } of sources.slice(0, -1)) {
				const url = webAddress(text, span);
				if (!url || !/^https?$/.test(url.scheme ?? '') || isPrivateHost(url.host) || /\.git(?:[#?]|$)|\.(?:asc|gpg|sig|pub)$/.test(url.path)) continue;
				yield { span, message: `ADD takes whatever ${url.host} sends: give it --checksum=sha256:...` };
			}
		}
	},
};
