import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unwritable-state';
const end = 'USER rails:rails\nCMD ["bin/rails", "server"]';

test('from the context, from a stage', () => {
	checkMarks(
		id,
		`
FROM ruby:3.4
WORKDIR /rails
COPY Gemfile ./
COPY . .
^^^^ Rails runs as rails:rails and cannot write to tmp, log, storage and db, which are root's.
${end}`,
	);
	checkMarks(
		id,
		`
FROM ruby:3.4 AS base
WORKDIR /app
FROM base AS build
COPY . .
RUN chown -R rails tmp
FROM base
COPY --from=build /app /app
^^^^
USER 1000
ENTRYPOINT ["bundle", "exec", "rails", "s"]`,
	);
	checkMarks(
		id,
		`
FROM debian:12
ENV RAILS_ENV=production
RUN apt-get install -y ruby-bundler
COPY . /app
^^^^
WORKDIR /app
RUN bundle install
USER www-data
CMD ["bundle", "exec", "puma"]`,
	);
});

for (const text of [
	`COPY --chown=rails . .\n${end}`,
	`COPY . .\nRUN chown -R rails tmp log storage db\n${end}`,
	`COPY . .\nRUN install -d -o rails tmp\n${end}`,
	'COPY . .\nCMD ["bin/rails", "server"]',
	'COPY . .\nUSER root\nCMD ["bin/rails", "server"]',
	'COPY . .\nUSER $USER\nCMD ["bin/rails", "server"]',
	'COPY . .\nUSER 1000\nCMD ["ruby", "cli.rb"]',
	`COPY . ./engines\n${end}`,
	`COPY config.ru ./\n${end}`,
	`COPY . .\n${end}\nFROM scratch\nUSER 1`,
]) {
	test(`silent: ${JSON.stringify(text)}`, () => checkSilent(id, `FROM ruby:3.4\nWORKDIR /rails\n${text}`));
}

test('root gives the four folders away; later only the copy can', () => {
	checkFix(
		id,
		`FROM ruby:3\nWORKDIR /rails\nCOPY . .\n${end}`,
		`FROM ruby:3\nWORKDIR /rails\nCOPY . .\nRUN mkdir -p db log storage tmp && chown -R rails:rails db log storage tmp\n${end}`,
	);
	checkFix(
		id,
		'FROM ruby:3\nWORKDIR /rails\nUSER 1000\nCOPY . .\nCMD ["bin/rails", "s"]',
		'FROM ruby:3\nWORKDIR /rails\nUSER 1000\nCOPY --chown=1000 . .\nCMD ["bin/rails", "s"]',
	);
});
