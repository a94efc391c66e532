import { rackServer } from '../ruby.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

export const railsHealthcheck: Rule = {
	id: 'rails-healthcheck',
	aliases: ['ruby/healthcheck-rails-up-endpoint'],
	category: 'metadata',
	severity: 'off',
	title: 'Rails server without a health check by Ruby',
	why: 'Rails answers [`/up`](https://guides.rubyonrails.org/configuring.html) since 7.1. Ruby itself can ask it, so that the image needs no curl: `HEALTHCHECK CMD ["ruby", "-rnet/http", "-e", "exit Net::HTTP.get_response(URI(\'http://127.0.0.1:3000/up\')).is_a?(Net::HTTPSuccess)"]`.',
	defaultBecause: 'Kubernetes does not read HEALTHCHECK, and has probes of its own.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nUSER 65532\nCMD ["bin/rails", "server"]',
			good: 'FROM ruby:3.4\nUSER 65532\nHEALTHCHECK CMD ["ruby", "-rnet/http", "-e", "exit Net::HTTP.get_response(URI(\'http://127.0.0.1:3000/up\')).is_a?(Net::HTTPSuccess)"]\nCMD ["bin/rails", "server"]',
		},
	],
	*check({ doc }) {
		const server = rackServer(doc);
		if (!server || !doc.shipped) return;
		const check = chain(doc.shipped)
			.flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'HEALTHCHECK'))
			.at(-1);
		if (!check) yield { span: doc.shipped.base.word.span, message: 'No HEALTHCHECK is set: Ruby can ask /up, which Rails answers.' };
		else if (/\b(?:curl|wget)\b/.test(check.args.text))
			yield { span: check.args.span, message: 'Ruby can ask /up itself: the image needs no curl or wget for that.' };
	},
};
