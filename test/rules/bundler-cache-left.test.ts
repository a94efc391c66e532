import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'bundler-cache-left';

test('install, its short forms, another command cleans something else', () =>
	checkMarks(
		id,
		`
FROM ruby:3.4
RUN bundle install --jobs 4 && rm -rf /tmp/x
    ^^^^^^^^^^^^^^ Bundler leaves the archives of all gems in the image.
RUN bundle
    ^^^^^^`,
	));

test('cleaned, mounted, not shipped, other commands', () => {
	checkSilent(id, 'FROM ruby\nRUN bundle install && rm -rf ~/.bundle/ "${BUNDLE_PATH}"/ruby/*/cache "${BUNDLE_PATH}"/ruby/*/bundler/gems/*/.git');
	checkSilent(id, 'FROM ruby\nRUN bundle install && rm -rf /usr/local/bundle/cache/*.gem && find /usr/local/bundle -name "*.c" -delete');
	checkSilent(id, 'FROM ruby\nRUN bundle install && bundle clean --force');
	checkSilent(id, 'FROM ruby\nRUN --mount=type=cache,target=/usr/local/bundle/cache bundle install');
	checkSilent(id, 'FROM ruby AS b\nRUN bundle install\nFROM ruby\nCOPY --from=b /usr/local/bundle /usr/local/bundle');
	checkSilent(id, 'FROM ruby\nRUN bundle exec rake && bundle config set without test && bundle --version\n# bundle install');
});

test('the folder that the file names is cleaned; none where it is not known', () => {
	checkFix(
		id,
		'FROM ruby:3\nENV BUNDLE_PATH=/gems\nRUN bundle install \\\n  && a\n',
		'FROM ruby:3\nENV BUNDLE_PATH=/gems\nRUN bundle install \\\n  && a && rm -rf ~/.bundle/cache "$BUNDLE_PATH"/ruby/*/cache\n',
	);
	checkFix(id, 'FROM ruby:3\nRUN bundle install --path x', 'FROM ruby:3\nRUN bundle install --path x');
	checkFix(id, 'FROM debian\nRUN bundle install', 'FROM debian\nRUN bundle install');
	checkFix(id, 'FROM ruby:3\nRUN bundle install || true', 'FROM ruby:3\nRUN bundle install || true');
});
