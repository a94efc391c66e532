import { valuedOptions } from '../data/downloaders.ts';
import { replace } from '../edit.ts';
import { runsRubyServer } from '../rubyImages.ts';
import { readArguments } from '../shell.ts';
import { chain } from '../stages.ts';
import type { Rule } from '../types.ts';

export const healthcheckByDownload: Rule = {
	id: 'healthcheck-by-download',
	aliases: ['ruby/healthcheck-rails-up-endpoint'],
	category: 'files',
	severity: 'off',
	title: 'Health check of a Ruby server by curl or wget',
	why: 'The image must hold curl for it, which the slim and Alpine images of Ruby do not. Ruby can ask itself, with what comes with it: `ruby -rnet/http -e "..."`. See [Net::HTTP](https://docs.ruby-lang.org/en/3.4/Net/HTTP.html) and the [health endpoint of Rails](https://guides.rubyonrails.org/v7.1/7_1_release_notes.html).',
	defaultBecause: 'curl works too, and starts faster than Ruby.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nUSER 65532\nHEALTHCHECK CMD curl -f http://localhost:3000/up\nCMD ["bin/rails", "server"]',
			good: 'FROM ruby:3.4\nUSER 65532\nHEALTHCHECK CMD ["ruby", "-rnet/http", "-e", "exit Net::HTTP.get_response(URI(\'http://localhost:3000/up\')).is_a?(Net::HTTPSuccess)"]\nCMD ["bin/rails", "server"]',
		},
	],
	*check({ doc }) {
		if (!doc.shipped || !runsRubyServer(doc)) return;
		const check = chain(doc.shipped)
			.flatMap(({ instructions }) => instructions.toReversed())
			.find(({ keyword }) => keyword === 'HEALTHCHECK');
		const commands = check ? doc.commands(check) : [];
		const command = commands.find(({ name }) => name === 'curl' || name === 'wget');
		if (!check || !command) return;
		const { operands } = readArguments(command.words.slice(1), { valued: valuedOptions[command.name as 'curl' | 'wget'] });
		const address = operands.length === 1 ? operands[0]?.value : undefined;
		// `|| exit 1` says what the program says itself
		const isPlain = command === commands[0] && commands.every(other => other === command || other.name === 'exit') && command.pipedInto === undefined;
		const words = check.words.findIndex(({ text }) => /^CMD$/i.test(text));
		const first = check.words[words + 1];
		const place = first && { start: first.span.start, end: check.args.span.end };
		const isOneLine = place !== undefined && !doc.text.slice(place.start, place.end).includes('\n');
		yield {
			span: command.span,
			message: `Ruby can check itself: the image need not have ${command.name} for that.`,
			actions:
				isPlain && isOneLine && address !== undefined && /^https?:\/\/[\w.:/-]+$/.test(address)
					? [
							{
								id: 'check-by-ruby',
								title: 'Let Ruby ask',
								kind: 'quickfix',
								safety: 'review',
								why: 'Ruby takes longer to start than curl; a redirect counts as a failure.',
								edits: () => ({
									edits: [replace(place, `["ruby", "-rnet/http", "-e", "exit Net::HTTP.get_response(URI('${address}')).is_a?(Net::HTTPSuccess)"]`)],
								}),
							},
						]
					: [],
		};
	},
};
