import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'bundler-cache-left';

suite(id, () => {
	test('in what is shipped', () =>
		checkMarks(id, 'FROM ruby AS a\nRUN bundle install\n    ^^^^^^^^^^^^^^ bundle install leaves the packed gems in the image.\nFROM a'));

	test('silent: cleaned, a mount, a builder, development', () => {
		for (const text of [
			'FROM ruby\nRUN bundle install && rm -rf ~/.bundle/ "${BUNDLE_PATH}"/ruby/*/cache',
			'FROM ruby\nRUN bundle install && bundle clean --force',
			'FROM ruby\nRUN bundle install && find /usr/local/bundle -name "*.gem" -delete',
			'FROM ruby\nRUN --mount=type=cache,target=/usr/local/bundle/cache bundle install',
			'FROM ruby AS b\nRUN bundle install\nFROM ruby\nCOPY --from=b /x /x',
			'FROM ruby AS test\nRUN bundle install',
		])
			checkSilent(id, text);
	});
});
