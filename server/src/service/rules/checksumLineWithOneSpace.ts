import { buildCommands } from '../buildCommands.ts';
import { insert } from '../edit.ts';
import { hasOption, type ShellWord } from '../shell.ts';
import type { Rule } from '../types.ts';

const line = /^(\$\w+|\$\{[^}]*\}|[0-9a-fA-F]{32,128}) (?=[^ *])/;

export const checksumLineWithOneSpace: Rule = {
	id: 'checksum-line-with-one-space',
	aliases: ['sha256sumEchoOneSpaces'],
	category: 'files',
	severity: 'info',
	title: 'Checksum and file with one space between',
	why: 'The line of a checksum has two characters between digest and name: a space, and a space or `*`. BusyBox, so Alpine, refuses it with one; GNU takes it for another format. See [sha256sum](https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html).',
	defaultBecause: 'The step works on some bases and fails on others.',
	examples: [
		{
			bad: 'FROM alpine:3.22\nRUN echo "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef a.tgz" | sha256sum -c\nUSER 65532',
			good: 'FROM alpine:3.22\nRUN echo "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  a.tgz" | sha256sum -c\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { command, script } of buildCommands(doc, 'echo')) {
			const reader = command.pipedInto;
			if (!/^(?:sha\d+sum|md5sum|shasum|b2sum)$/.test(reader?.name ?? '') || !reader || !hasOption(reader, '-c', '--check')) continue;
			const operands = command.words.slice(1).filter(({ unquoted }) => !/^-[neE]+$/.test(unquoted));
			const [first, second] = operands as [ShellWord?, ShellWord?];
			const space = operands.length === 1 && first ? (line.exec(first.unquoted)?.[0].length ?? 0) : 0;
			const isTwoWords = operands.length === 2 && first !== undefined && line.test(`${first.unquoted} ${second?.unquoted}`);
			if (!first || (space === 0 && !isTwoWords)) continue;
			const at = isTwoWords ? { start: first.span.end, end: (second as ShellWord).span.start } : first.part(space - 1, space);
			// quotes that cannot be followed
			const isExact = !isTwoWords && at.end - at.start === 1 && script.form === 'shell';
			yield {
				span: at,
				message: `${reader.name} wants two spaces between the digest and the name.`,
				actions: isExact
					? [
							{
								id: 'insert-space',
								title: 'Insert a space',
								kind: 'quickfix',
								safety: 'safe',
								preferred: true,
								edits: () => ({ edits: [insert(at.end, ' ')] }),
							},
						]
					: [],
			};
		}
	},
};
