import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'bundler-installed-again';

test('alone, among others, in a stage on a stage', () =>
	checkMarks(
		id,
		`
FROM ruby:3.4-slim AS base
RUN gem install -N bundler
                   ^^^^^^^ The image of Ruby has Bundler already.
FROM base
RUN gem install rake:13.2.1 bundler
                            ^^^^^^^`,
	));

test('a version, other images, another RubyGems', () => {
	checkSilent(id, 'FROM ruby:3.4\nRUN gem install bundler:2.5.6 && gem install bundler -v 2.5.6 && gem install bundler --version "$V"');
	checkSilent(id, 'FROM debian:12\nRUN gem install bundler');
	checkSilent(id, 'FROM jruby:9\nRUN gem install bundler');
	checkSilent(id, 'FROM ruby:2.5\nRUN gem install bundler');
	checkSilent(id, 'FROM ruby:3.4\nRUN gem update --system && gem install bundler\n# gem install bundler\nRUN echo gem install bundler');
});

test('the instruction, the command or the word goes', () => {
	checkFix(id, 'FROM ruby:3\nRUN gem install bundler --no-document\nRUN a', 'FROM ruby:3\nRUN a');
	checkFix(id, 'FROM ruby:3\nRUN gem install bundler \\\n  && bundle install', 'FROM ruby:3\nRUN bundle install');
	checkFix(id, 'FROM ruby:3\nRUN gem install bundler rake', 'FROM ruby:3\nRUN gem install rake');
	checkFix(id, 'FROM ruby:3\nRUN gem install bundler || true', 'FROM ruby:3\nRUN gem install bundler || true');
});
