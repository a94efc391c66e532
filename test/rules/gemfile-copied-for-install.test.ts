import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'gemfile-copied-for-install';

test('the copy', () =>
	checkMarks(
		id,
		`
FROM ruby:3
WORKDIR /a
COPY Gemfile* .ruby-version ./
     ^^^^^^^^^^^^^^^^^^^^^^^^^ Only the installation needs this copy: a bind mount leaves no layer.
RUN bundle install
COPY . /a`,
	));

test('needed later, another stage, more files, no installation', () => {
	checkSilent(id, 'FROM ruby:3\nWORKDIR /a\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nCOPY app app');
	checkSilent(id, 'FROM ruby:3\nWORKDIR /a\nCOPY Gemfile vendor ./\nRUN bundle install\nCOPY . .');
	checkSilent(id, 'FROM ruby:3\nWORKDIR /a\nCOPY . .\nRUN bundle install');
	checkSilent(id, 'FROM ruby:3\nWORKDIR /a\nCOPY Gemfile ./\nFROM ruby:3\nRUN bundle install\nCOPY . .');
	checkSilent(id, 'FROM ruby:3\nWORKDIR /a\nCOPY --from=x Gemfile ./\nRUN bundle install\nCOPY . .');
});

test('mounted; not where another step reads the files', () => {
	checkFix(
		id,
		'FROM ruby:3\nWORKDIR /a\nCOPY Gemfile ./\nRUN --network=host \\\n  bundle install\nCOPY . .\n',
		'FROM ruby:3\nWORKDIR /a\nRUN --mount=type=bind,source=Gemfile,target=Gemfile --network=host \\\n  bundle install\nCOPY . .\n',
	);
	const two = 'FROM ruby:3\nWORKDIR /a\nCOPY Gemfile ./\nRUN bundle install\nRUN bundle exec bootsnap precompile --gemfile\nCOPY . .\n';
	checkFix(id, two, two);
});
