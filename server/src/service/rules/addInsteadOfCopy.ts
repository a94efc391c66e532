import { replace } from '../edit.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Rule } from '../types.ts';

const archive = /\.(?:tar|tar\.\w+|tgz|tbz2?|txz|tlz|tzst|gz|bz2|xz|zst|lz4|lzma|Z)["']?$/i;
const remote = /^["']?(?:https?:\/\/|git@|git:\/\/|ssh:\/\/|ftp:\/\/)|\.git(?:#|$)/i;
const onlyAdd: ReadonlySet<string> = new Set(['checksum', 'keep-git-dir', 'unpack']);

export const addInsteadOfCopy: Rule = {
	id: 'add-instead-of-copy',
	aliases: ['DL3020', 'DS-0005', 'CKV_DOCKER_4', 'DF006'],
	category: 'files',
	severity: 'warning',
	title: 'ADD for local files',
	why: 'ADD does more than it says: it unpacks local archives and fetches URLs. COPY only copies, so a reader need not look at the files to know what happens. See [ADD or COPY](https://docs.docker.com/build/building/best-practices/#add-or-copy). Silent for archives, URLs and git sources, which are what ADD is for.',
	defaultBecause: 'The change is free.',
	examples: [{ bad: 'FROM debian:12\nADD src /app/src\nUSER 65532', good: 'FROM debian:12\nCOPY src /app/src\nUSER 65532' }],
	*check({ doc }) {
		for (const instruction of doc.instructions) {
			const add = instruction.trigger ?? instruction;
			if (add.keyword !== 'ADD' || !isPlainCopy(add)) continue;
			const sources = sourcesOf(add);
			// a name that does not tell what it is may be an archive: the change then needs a look
			const certain = sources.every(source => /\/$|^\.{1,2}$|\.[a-z]\w{0,4}["']?$/i.test(source) || !/[*?[]/.test(source));
			yield {
				span: add.keywordSpan,
				message: 'ADD is used for local files: COPY says what happens.',
				actions: [
					{
						id: 'use-copy',
						title: 'Use COPY',
						kind: 'quickfix',
						safety: certain ? 'safe' : 'review',
						...(certain ? {} : { why: 'If a file that matches is an archive, ADD unpacks it and COPY does not.' }),
						preferred: true,
						edits: () => ({ edits: [replace(add.keywordSpan, doc.text[add.keywordSpan.start] === 'a' ? 'copy' : 'COPY')] }),
					},
				],
			};
		}
	},
};

function sourcesOf(add: Instruction): string[] {
	const words = add.json ? add.json.items.map(item => item.value) : add.words.map(word => word.text);
	return words.slice(0, -1);
}

function isPlainCopy(add: Instruction): boolean {
	const sources = sourcesOf(add);
	if (sources.length === 0 || add.flags.some(flag => onlyAdd.has(flag.name))) return false;
	return !sources.some(source => archive.test(source) || remote.test(source) || source.includes('$') || source.startsWith('--'));
}
