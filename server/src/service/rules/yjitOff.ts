import { rootImage } from '../baseImages.ts';
import { insertBelow } from '../insertInstruction.ts';
import { rubyBranchOf, runsLong } from '../rubyImages.ts';
import { isForDevelopment } from '../starts.ts';
import type { Rule } from '../types.ts';

export const yjitOff: Rule = {
	id: 'yjit-off',
	aliases: ['ruby/yjit-not-enabled-on-supported-runtime'],
	category: 'files',
	severity: 'off',
	title: 'Server on Ruby 3.3 or later without YJIT',
	why: "Ruby's compiler YJIT makes applications of Rails [15 to 25 % faster](https://railsatscale.com/2023-12-04-ruby-3-3-s-yjit-faster-while-using-less-memory/) and takes some memory. It is off unless `RUBY_YJIT_ENABLE=1`, `--yjit` or the program says so; Rails 7.2 and later do.",
	defaultBecause: 'Rails switches it on by itself, and memory may be dearer than time.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nUSER 65532\nCMD ["bundle", "exec", "puma"]',
			good: 'FROM ruby:3.4\nENV RUBY_YJIT_ENABLE=1\nUSER 65532\nCMD ["bundle", "exec", "puma"]',
		},
	],
	*check({ doc }) {
		const { shipped } = doc;
		const image = shipped && rootImage(shipped);
		const branch = image && rubyBranchOf(image);
		if (!shipped || !branch || !runsLong(doc) || isForDevelopment(doc) || /yjit/i.test(doc.text)) return;
		const [major = 0, minor = 0] = branch.split('.').map(Number);
		if (major < 3 || (major === 3 && minor < 3)) return;
		yield {
			span: shipped.base.word.span,
			message: `Ruby ${branch} runs without its compiler: nothing switches YJIT on.`,
			actions: [
				{
					id: 'enable-yjit',
					title: 'Set RUBY_YJIT_ENABLE=1',
					kind: 'quickfix',
					safety: 'review',
					why: 'The program takes more memory; measure it.',
					preferred: true,
					edits: () => ({ edits: [insertBelow(doc, shipped.from, 'ENV RUBY_YJIT_ENABLE=1')] }),
				},
			],
		};
	},
};
