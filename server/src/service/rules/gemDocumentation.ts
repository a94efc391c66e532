import { shippedInstallations } from '../caches.ts';
import { insertBehind } from '../shellEdits.ts';
import type { Rule } from '../types.ts';

export const gemDocumentation: Rule = {
	id: 'gem-documentation',
	aliases: ['gemUpdateNoDocument'],
	category: 'cache',
	severity: 'hint',
	title: 'Documentation of gems built into the image',
	why: 'gem builds documentation for each gem, which takes time and megabytes, and which nobody reads in a container. See [gem install](https://guides.rubygems.org/command-reference/#gem-install). Silent on the images of Ruby, which are set up without, where a `.gemrc` says so, and in stages that are not shipped.',
	defaultBecause: 'It costs time and size only.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN gem install rake:13.2.1\nUSER 65532',
			good: 'FROM debian:12\nRUN gem install --no-document rake:13.2.1\nUSER 65532',
		},
	],
	*check({ doc }) {
		if (/gem:\s*.*--no-(?:document|rdoc|ri)|\.gemrc/.test(doc.text)) return;
		for (const { run, script, command } of shippedInstallations(doc, 'gem')) {
			const base = doc.stageOf(run)?.base;
			if (command.name !== 'gem' || !base || base.stage || /(?:^|\/)j?ruby$/.test(base.image?.path ?? 'ruby')) continue;
			if (command.words.some(({ unquoted }) => /^(?:-N|--no-(?:document|doc|rdoc|ri)|--document=?.*)$/.test(unquoted))) continue;
			const install = command.words.find(({ value }) => value === 'install');
			const edit = insertBehind(script, install, '--no-document');
			yield {
				span: { start: command.span.start, end: install?.span.end ?? command.span.end },
				message: 'gem builds documentation into the image: give it --no-document.',
				actions: edit
					? [{ id: 'insert-no-document', title: 'Insert --no-document', kind: 'quickfix', safety: 'safe', preferred: true, edits: () => ({ edits: [edit] }) }]
					: [],
			};
		}
	},
};
