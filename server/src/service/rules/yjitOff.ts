import { insert } from '../edit.ts';
import { isOfficialRuby, rackServer } from '../ruby.ts';
import { chain } from '../stages.ts';
import { lineEndOf } from '../suppress.ts';
import type { Rule } from '../types.ts';

export const yjitOff: Rule = {
	id: 'yjit-off',
	aliases: ['ruby/yjit-not-enabled-on-supported-runtime'],
	category: 'files',
	severity: 'off',
	title: 'Ruby server without its compiler',
	why: 'Since Ruby 3.3, [YJIT](https://github.com/ruby/ruby/blob/master/doc/jit/yjit.md) is ready for production and makes most web applications 15 to 30 % faster, for some memory. It is off unless `RUBY_YJIT_ENABLE=1` or `--yjit` says otherwise; Rails 7.2 switches it on by itself.',
	defaultBecause: 'It is about speed, and Rails does it itself by now.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nUSER 65532\nCMD ["bin/rails", "server"]',
			good: 'FROM ruby:3.4\nENV RUBY_YJIT_ENABLE=1\nUSER 65532\nCMD ["bin/rails", "server"]',
		},
	],
	*check({ doc }) {
		const server = rackServer(doc);
		const { shipped } = doc;
		if (!server || !shipped || !isOfficialRuby(shipped) || /yjit/i.test(doc.text)) return;
		const [, major, minor] = /^(\d+)\.(\d+)/.exec(chain(shipped).at(-1)?.base.image?.tag ?? '') ?? [];
		if (major === undefined || Number(major) * 100 + Number(minor) < 303) return;
		yield {
			span: shipped.base.word.span,
			message: 'The server runs without YJIT: RUBY_YJIT_ENABLE=1 switches it on.',
			actions: [
				{
					id: 'enable-yjit',
					title: 'Set RUBY_YJIT_ENABLE=1',
					kind: 'quickfix',
					safety: 'review',
					why: 'The program runs faster and takes more memory.',
					preferred: true,
					edits: () => ({ edits: [insert(shipped.from.span.end, `${lineEndOf(doc)}ENV RUBY_YJIT_ENABLE=1`)] }),
				},
			],
		};
	},
};
