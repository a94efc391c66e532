import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'bundle-without-lock';

test('once in a stage; a later ENV does not count', () =>
	checkMarks(
		id,
		`
FROM ruby:3.4 AS build
RUN bundle install
    ^^^^^^^^^^^^^^ Bundler may install other versions than Gemfile.lock says.
ENV BUNDLE_DEPLOYMENT=1
RUN bundle install
FROM ghcr.io/acme/ruby:3
ENV RAILS_ENV=production
COPY --from=build /a /a
RUN a && bundle --jobs 4
         ^^^^^^^^^^^^^^^`,
	));

for (const text of [
	'ENV BUNDLE_DEPLOYMENT=1\nRUN bundle install',
	'ENV BUNDLE_FROZEN=true\nRUN bundle install',
	'RUN BUNDLE_DEPLOYMENT=1 bundle install',
	'RUN export BUNDLE_FROZEN=1 && bundle install',
	'RUN bundle config set --local deployment true && bundle install',
	'RUN bundle config frozen 1\nRUN bundle install',
	'RUN bundle install --deployment',
	'ENV RAILS_ENV=test\nRUN bundle install',
	'ONBUILD RUN bundle install',
	'RUN bundle exec rake\n# RUN bundle install',
]) {
	test(`silent: ${JSON.stringify(text)}`, () => checkSilent(id, `FROM ruby:3.4\n${text}`));
}

test('silent for development, in stages that are not built, on images that may say it', () => {
	checkSilent(id, 'FROM ruby AS dev\nRUN bundle install');
	checkSilent(id, 'FROM ruby AS test\nRUN bundle install\nFROM ruby');
	checkSilent(id, 'FROM registry.acme.com/rails-base\nRUN bundle install');
	checkSilent(id, 'FROM ruby AS base\nENV BUNDLE_DEPLOYMENT=1\nFROM base AS build\nRUN bundle install\nFROM base\nCOPY --from=build /a /a');
});

test('the variable stands above the call', () =>
	checkFix(id, 'FROM ruby\n# gems\nRUN bundle install\n', 'FROM ruby\nENV BUNDLE_FROZEN=1\n# gems\nRUN bundle install\n'));
