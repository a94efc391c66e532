import { copied } from '../copied.ts';
import { expanded, refusable } from '../refusable.ts';
import { isDigest } from '../syntax/imageReference.ts';
import type { Rule } from '../types.ts';

const git = /^(?:git|ssh):\/\/|^[\w-]+@[\w.-]+:|^https?:\/\/[^?#]*\.git(?:[?#]|$)/i;
const http = /^https?:\/\//;

export const invalidChecksum: Rule = {
	id: 'invalid-checksum',
	aliases: [],
	category: 'files',
	severity: 'error',
	title: 'Checksum that cannot hold',
	why: '[`ADD --checksum`](https://docs.docker.com/reference/dockerfile/#add---checksum) is for one source from the network, and has an algorithm and as many digits as that gives. The builder refuses others. Silent for a variable whose value nobody knows.',
	defaultBecause: 'The file does not build.',
	examples: [
		{
			bad: 'FROM debian:12\nADD --checksum=sha256:12 https://example.com/a /a\nUSER 65532',
			good: `FROM debian:12\nADD --checksum=sha256:${'a'.repeat(64)} https://example.com/a /a\nUSER 65532`,
		},
	],
	*check({ doc }) {
		for (const { instruction, severity, lookup } of refusable(doc, ['ADD'])) {
			const flag = instruction.flags.find(({ name }) => name === 'checksum');
			const paths = flag?.value ? copied(instruction) : undefined;
			if (!flag?.value || !paths) continue;
			const [source] = paths.sources;
			const checksum = expanded(doc, flag.value, lookup);
			const message = problemOf(checksum, paths.sources.length, source && expanded(doc, source.text, lookup));
			if (message) yield { span: flag.valueSpan, message, severity };
		}
	},
};

function problemOf(checksum: string | undefined, sources: number, source: string | undefined): string | undefined {
	if (checksum === '') return undefined;
	if (sources !== 1) return 'A checksum is for one source.';
	if (source === undefined || git.test(source)) return undefined;
	if (!http.test(source)) return 'A checksum is for a source from the network: that of the build context has none.';
	if (checksum === undefined || isDigest(checksum)) return undefined;
	return `${checksum} is no checksum: it is sha256: with 64 hexadecimal digits in lower case, or sha384 or sha512 with theirs.`;
}
