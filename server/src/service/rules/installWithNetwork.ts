import { bundleInstalls } from '../bundler.ts';
import type { Rule } from '../types.ts';

export const installWithNetwork: Rule = {
	id: 'install-with-network',
	aliases: ['ruby/prefer-network-none-install'],
	category: 'packages',
	severity: 'off',
	title: 'Gems installed with the network at hand',
	why: 'What a gem runs when it is installed can fetch anything, and send anything away. With mounts for Gemfile and cache it takes one step more to shut that: `bundle cache --no-install` downloads, then `RUN --network=none ... bundle install --local` installs. See [RUN --network](https://docs.docker.com/reference/dockerfile/#run---network) and [bundle cache](https://bundler.io/man/bundle-cache.1.html). Flagged only where the mounts are there.',
	defaultBecause: 'Few projects go that far.',
	examples: [
		{
			bad: 'FROM ruby:3.4\nRUN --mount=type=bind,source=Gemfile,target=Gemfile --mount=type=cache,target=/usr/local/bundle/cache bundle install\nUSER 65532',
			good: 'FROM ruby:3.4\nRUN --network=none --mount=type=bind,source=Gemfile,target=Gemfile --mount=type=cache,target=/usr/local/bundle/cache bundle install --local\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const { run, span } of bundleInstalls(doc)) {
			const { flags } = run.trigger ?? run;
			const mounts = flags.filter(({ name }) => name === 'mount').map(({ value = '' }) => value);
			const hasGemfile = mounts.some(value => /Gemfile/.test(value) && !/type=(?:cache|secret|ssh|tmpfs)/.test(value));
			if (!hasGemfile || !mounts.some(value => /type=cache/.test(value)) || flags.some(({ name, value }) => name === 'network' && value !== 'default'))
				continue;
			yield { span, message: 'The gems are installed with the network at hand: download first, then install with --network=none.' };
		}
	},
};
