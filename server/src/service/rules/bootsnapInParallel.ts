import { buildCommands } from '../buildCommands.ts';
import { isForDevelopmentHere } from '../ruby.ts';
import { insertBehind } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

export const bootsnapInParallel: Rule = {
	id: 'bootsnap-in-parallel',
	aliases: ['ruby/bootsnap-precompile-without-j1'],
	category: 'files',
	severity: 'info',
	title: 'Bootsnap that compiles in parallel',
	why: '`bootsnap precompile` forks a worker for each processor, which [hangs or crashes](https://github.com/rails/bootsnap/issues/495) where the build emulates another architecture. `-j 1` compiles in one process, as in the Dockerfile that Rails generates.',
	defaultBecause: 'It fails only in builds for other architectures.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nRUN bundle exec bootsnap precompile app/ lib/\nUSER 65532',
			good: 'FROM ruby:3.4\nRUN bundle exec bootsnap precompile -j 1 app/ lib/\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { run, script, command } of buildCommands(doc, 'bootsnap', 'bundle')) {
			const at = command.words.findIndex(({ unquoted }) => /(?:^|\/)bootsnap$/.test(unquoted));
			const task = command.words[at + 1];
			const stage = doc.stageOf(run);
			if (at < 0 || task?.unquoted !== 'precompile' || !stage || isForDevelopmentHere(doc, stage)) continue;
			if (/BUILDPLATFORM/.test(script.text.text) || command.words.some(({ unquoted }) => /^(?:-j|--jobs)/.test(unquoted))) continue;
			const edit = insertBehind(script, task, '-j 1');
			yield {
				span: { start: (command.words[at] as { span: { start: number } }).span.start, end: task.span.end },
				message: 'Where another architecture is emulated, this hangs or crashes: -j 1 compiles in one process.',
				actions: edit ? [{ id: 'one-job', title: 'Add -j 1', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [edit] }) }] : [],
			};
		}
	},
};
