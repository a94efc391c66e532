import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'install-with-network';
const gemfile = '--mount=type=bind,source=Gemfile,target=Gemfile';
const cache = '--mount=type=cache,target=/usr/local/bundle/cache';

test('with both mounts', () =>
	checkMarks(
		id,
		`
FROM ruby:3
RUN ${gemfile} \\
  ${cache} \\
  bundle install --jobs 4
  ^^^^^^^^^^^^^^ The gems are installed with the network at hand: download first, then install with --network=none.`,
	));

test('without one of the mounts, without network, other commands', () => {
	checkSilent(id, `FROM ruby:3\nRUN ${cache} bundle install\nRUN ${gemfile} bundle install\nRUN bundle install`);
	checkSilent(id, `FROM ruby:3\nRUN --network=none ${gemfile} ${cache} bundle install --local`);
	checkSilent(id, `FROM ruby:3\nRUN ${gemfile} ${cache} bundle cache --no-install`);
});
