import { buildCommands } from '../buildCommands.ts';
import { insert } from '../edit.ts';
import { hasSecretMount } from '../secretMounts.ts';
import type { Rule } from '../types.ts';

export const precompileWithoutDummyKey: Rule = {
	id: 'precompile-without-dummy-key',
	aliases: ['ruby/asset-precompile-without-dummy-key'],
	category: 'secrets',
	severity: 'hint',
	title: 'Rails assets compiled without a dummy key',
	why: 'In production mode Rails wants `SECRET_KEY_BASE` to start, also to compile assets, which need no secret. Since 7.1 [SECRET_KEY_BASE_DUMMY=1](https://guides.rubyonrails.org/v7.1/configuring.html) makes it go without, so the real key never comes near the build.',
	defaultBecause: 'Applications older than Rails 7.1 do not know the variable, and some set the key elsewhere.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nRUN bin/rails assets:precompile\nUSER 65532',
			good: 'FROM ruby:3.4\nRUN SECRET_KEY_BASE_DUMMY=1 bin/rails assets:precompile\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { run, script, command } of buildCommands(doc, 'rails', 'rake')) {
			if (hasSecretMount(run) || !command.words.some(({ value }) => value === 'assets:precompile')) continue;
			const scope = doc.scope(run);
			const text = script.text.text;
			if (/SECRET_KEY_BASE/.test(text) || scope?.declaration('SECRET_KEY_BASE_DUMMY') || scope?.declaration('SECRET_KEY_BASE')) continue;
			const isSettled = scope?.lookup('RAILS_ENV');
			if (typeof isSettled === 'string' && isSettled !== 'production') continue;
			const at = command.wholeSpan.start;
			yield {
				span: command.span,
				message: 'Assets need no secret: SECRET_KEY_BASE_DUMMY=1 lets Rails start without one.',
				actions:
					script.form === 'shell' && command.within === undefined
						? [
								{
									id: 'dummy-key',
									title: 'Put SECRET_KEY_BASE_DUMMY=1 in front',
									kind: 'quickfix',
									safety: 'review',
									why: 'Rails knows it since 7.1.',
									preferred: true,
									edits: () => ({ edits: [insert(at, 'SECRET_KEY_BASE_DUMMY=1 ')] }),
								},
							]
						: [],
			};
		}
	},
};
