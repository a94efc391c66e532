import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'precompile-without-dummy-key';

test('rails and rake', () =>
	checkMarks(
		id,
		`
FROM ruby:3.4
RUN bundle exec rake assets:precompile
                ^^^^^^^^^^^^^^^^^^^^^^ Assets need no secret: SECRET_KEY_BASE_DUMMY=1 lets Rails start without one.
ENV RAILS_ENV=production
RUN ["bin/rails", "assets:precompile"]
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
	));

for (const text of [
	'RUN SECRET_KEY_BASE_DUMMY=1 rails assets:precompile',
	'RUN SECRET_KEY_BASE=x rails assets:precompile',
	'ENV SECRET_KEY_BASE_DUMMY=1\nRUN rails assets:precompile',
	'ENV RAILS_ENV=development\nRUN rails assets:precompile',
	'RUN --mount=type=secret,id=k,env=K rails assets:precompile',
	'RUN rails assets:clean',
]) {
	test(`silent: ${JSON.stringify(text)}`, () => checkSilent(id, `FROM ruby:3.4\n${text}`));
}

test('in front of the whole command', () =>
	checkFix(
		id,
		'FROM ruby:3.4\nRUN a \\\n  && RAILS_ENV=production bundle exec rails assets:precompile\n',
		'FROM ruby:3.4\nRUN a \\\n  && SECRET_KEY_BASE_DUMMY=1 RAILS_ENV=production bundle exec rails assets:precompile\n',
	));
