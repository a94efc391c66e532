import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'development-dependencies';

test('composer, npm', () => {
	checkMarks(id, 'FROM a\nRUN composer install -o\n    ^^^^^^^^^^^^^^^^ composer installs what only development needs, too.');
	checkMarks(id, 'FROM a\nRUN npm ci && npm cache clean --force\n    ^^^^^^');
});

test('without, by a variable, builders, builds, named packages', () => {
	checkSilent(id, 'FROM a\nRUN composer install --no-dev && npm ci --omit=dev && pnpm install --prod');
	checkSilent(id, 'FROM a\nENV NODE_ENV=production\nRUN npm ci');
	checkSilent(id, 'FROM a AS b\nRUN npm ci\nFROM c');
	checkSilent(id, 'FROM a\nRUN npm ci\nRUN npm run build\nRUN pnpm install $X');
	checkSilent(id, 'FROM a\nRUN npm install -g x');
	checkSilent(id, 'FROM a AS dev\nRUN npm ci');
});

test('inserted', () => checkFix(id, 'FROM a\nRUN npm  ci --ignore-scripts', 'FROM a\nRUN npm  ci --omit=dev --ignore-scripts'));

test('Bundler: its groups, also where the gems are copied from a stage that builds', () => {
	checkMarks(
		id,
		`
FROM ruby:3 AS build
RUN bundle install
    ^^^^^^^^^^^^^^ bundle installs what only development needs, too.
FROM ruby:3
COPY --from=build /usr/local/bundle /usr/local/bundle`,
	);
	checkSilent(id, 'FROM ruby\nENV BUNDLE_WITHOUT=test\nRUN bundle install');
	checkSilent(id, 'FROM ruby\nRUN bundle config set --local without "development test" && bundle install');
	checkSilent(id, 'FROM ruby\nENV RAILS_ENV=test\nRUN bundle install');
	checkSilent(id, 'FROM ruby AS build\nRUN bundle install\nFROM nginx\nCOPY --from=build /app/public /srv');
	checkFix(id, 'FROM ruby\nRUN bundle install', 'FROM ruby\nENV BUNDLE_WITHOUT=development:test\nRUN bundle install');
});
