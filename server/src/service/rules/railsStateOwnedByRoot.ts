import { shippedStages } from '../caches.ts';
import { copies } from '../copies.ts';
import { insert } from '../edit.ts';
import { rackServer } from '../ruby.ts';
import type { Rule } from '../types.ts';

export const railsStateOwnedByRoot: Rule = {
	id: 'rails-state-owned-by-root',
	aliases: ['ruby/state-paths-not-writable-as-non-root'],
	category: 'users',
	severity: 'info',
	title: 'Rails application that cannot write its own folders',
	why: 'Rails writes to `tmp`, `log`, `storage` and `db`. COPY makes files of root unless `--chown` says otherwise, and the program runs as another user: the first page that is cached or the first upload fails. Give only these four folders to the user (`RUN chown -R rails db log storage tmp`, as in the [Dockerfile that Rails generates](https://github.com/rails/rails/blob/main/railties/lib/rails/generators/rails/app/templates/Dockerfile.tt)); the code may stay with root.',
	defaultBecause: 'The application fails when it runs; some keep these folders in volumes.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nWORKDIR /rails\nCOPY . .\nUSER 1000\nCMD ["bin/rails", "server"]',
			good: 'FROM ruby:3.4\nWORKDIR /rails\nCOPY . .\nRUN chown -R 1000 db log storage tmp\nUSER 1000\nCMD ["bin/rails", "server"]',
		},
	],
	*check({ doc }) {
		const server = rackServer(doc);
		if (!server || !/rails/.test(server.args.text)) return;
		const user = doc.scope(server)?.user.value;
		if (!user || /^(?:root|0+)(?::|$)/.test(user) || /\b(?:chown|chmod)\b|^VOLUME/m.test(doc.text.replace(/--chown|--chmod/g, ''))) return;
		const stages = shippedStages(doc);
		for (const { instruction, copy, sources } of copies(doc)) {
			const stage = doc.stageOf(instruction);
			const isWhole = sources.some(({ value }) => /^(?:\.|\.\/|\/rails\/?|\/app\/?)$/.test(value ?? ''));
			if (!stage || !stages.has(stage) || !isWhole || copy.flags.some(({ name }) => name === 'chown')) continue;
			yield {
				span: copy.keywordSpan,
				message: `The files are of root, and the program runs as ${user}: it cannot write tmp, log, storage and db.`,
				actions: [
					{
						id: 'add-chown',
						title: `Copy as ${user}`,
						kind: 'quickfix',
						safety: 'review',
						why: 'The program may then change its own code, too; chown of the four folders is less.',
						edits: () => ({ edits: [insert(copy.keywordSpan.end, ` --chown=${user}`)] }),
					},
				],
			};
		}
	},
};
