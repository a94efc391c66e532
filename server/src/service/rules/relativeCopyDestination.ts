import { copies } from '../copies.ts';
import { insert } from '../edit.ts';
import type { Rule } from '../types.ts';

export const relativeCopyDestination: Rule = {
	id: 'relative-copy-destination',
	aliases: ['DL3045', 'DF063'],
	category: 'files',
	severity: 'hint',
	title: 'Relative destination with nothing to be relative to',
	why: "A relative destination is seen from the [working directory](https://docs.docker.com/reference/dockerfile/#copy), and without WORKDIR in this file that is the base image's, which its publisher may change. Set WORKDIR, or write the whole path.",
	defaultBecause: 'Some base images document their working directory, and mean it to be used.',
	examples: [{ bad: 'FROM debian:12\nCOPY src app/\nUSER 65532', good: 'FROM debian:12\nWORKDIR /\nCOPY src app/\nUSER 65532' }],
	*check({ doc }) {
		for (const { instruction, destination, copy } of copies(doc)) {
			const scope = doc.scope(instruction);
			const { value, text, span } = destination;
			if (!scope || scope.workdirIsSet || scope.workdir !== undefined || !value || doc.isWindows(instruction)) continue;
			if (/^(?:\/|\\|[A-Za-z]:)/.test(value) || text.includes('$')) continue;
			const path = text.replace(/^(?:\.\/)+/, '');
			const plain = /^[\w.-]/.test(text) && !/^\.{0,2}\/?$/.test(path) && !path.startsWith('../');
			yield {
				span,
				message: `${value} is relative to the working directory of the base image.`,
				actions:
					plain && span.end - span.start === text.length && copy === instruction
						? [
								{
									id: 'make-absolute',
									title: `Copy to /${path}`,
									kind: 'quickfix',
									safety: 'review',
									why: 'The base image may have another working directory than /.',
									preferred: true,
									edits: () => ({ edits: [text === path ? insert(span.start, '/') : { start: span.start, end: span.end - path.length, newText: '/' }] }),
								},
							]
						: [],
			};
		}
	},
};
