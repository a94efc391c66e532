import { userland } from '../baseImages.ts';
import { downloads } from '../downloads.ts';
import { insertBehind } from '../shellEdits.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

const quiet = /^(?:-q|-nv|--quiet|--no-verbose|--progress|--show-progress|-o|--output-file|-a|--append-output)$/;

export const noisyWget: Rule = {
	id: 'noisy-wget',
	aliases: ['DL3047', 'DF056'],
	category: 'files',
	severity: 'off',
	title: 'Call of wget that draws its progress into the log',
	why: 'Without a terminal, wget writes a line for every 50 kB: a large download fills the log of the build, which some builders then cut. `--progress=dot:giga` writes one for every 32 MB, `-nv` one for each file. See [wget --progress](https://www.gnu.org/software/wget/manual/wget.html#Download-Options).',
	defaultBecause: 'Only the log gets long.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN wget https://example.org/a\nUSER 65532',
			good: 'FROM debian:12\nRUN wget --progress=dot:giga https://example.org/a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { tool, command, given, script, run } of downloads(doc)) {
			if (tool !== 'wget' || given.options.some(({ name, word }) => quiet.test(name) || /^-nv/.test(word.unquoted))) continue;
			const [program] = command.words;
			const stage = doc.stageOf(run);
			const base = stage && chain(stage).at(-1)?.base;
			// the wget of BusyBox has no such option
			const edit = base && userland(base) === 'gnu' ? insertBehind(script, program, '--progress=dot:giga') : undefined;
			yield {
				span: program?.span ?? command.span,
				message: 'wget writes its progress into the log, line after line.',
				actions: edit
					? [
							{
								id: 'insert-progress',
								title: 'Insert --progress=dot:giga',
								kind: 'quickfix',
								safety: 'safe',
								preferred: true,
								edits: () => ({ edits: [edit] }),
							},
						]
					: [],
			};
		}
	},
};
