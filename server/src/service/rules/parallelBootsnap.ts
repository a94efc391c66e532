import { buildCommands } from '../buildCommands.ts';
import { insertBehind } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

export const parallelBootsnap: Rule = {
	id: 'parallel-bootsnap',
	aliases: ['ruby/bootsnap-precompile-without-j1'],
	category: 'packages',
	severity: 'hint',
	title: 'Parallel bootsnap precompile, which emulation breaks',
	why: 'bootsnap forks a process for each processor. Where an image is built for another platform, QEMU runs them, and the build hangs or crashes ([bootsnap 495](https://github.com/Shopify/bootsnap/issues/495)). The Dockerfile that Rails makes has `-j 1` for that. Silent where a number is given, and where the step compares the platforms.',
	defaultBecause: 'It hurts only those who build for several platforms, and costs the others seconds.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nRUN bundle exec bootsnap precompile --gemfile\nUSER 65532',
			good: 'FROM ruby:3.4\nRUN bundle exec bootsnap precompile -j 1 --gemfile\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { script, command } of buildCommands(doc, 'bootsnap')) {
			const precompile = command.words.find(({ value }) => value === 'precompile');
			if (!precompile || command.words.some(({ unquoted }) => /^(?:-j|--jobs)/.test(unquoted))) continue;
			if (/BUILDPLATFORM/.test(script.text.text) && /TARGETPLATFORM/.test(script.text.text)) continue;
			const edit = insertBehind(script, precompile, '-j 1');
			yield {
				span: { start: command.span.start, end: precompile.span.end },
				message: 'bootsnap works with all processors, which breaks under QEMU: give it -j 1.',
				actions: edit ? [{ id: 'insert-jobs', title: 'Insert -j 1', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [edit] }) }] : [],
			};
		}
	},
};
