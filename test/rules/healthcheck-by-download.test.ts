import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'healthcheck-by-download';
const end = '\nCMD ["bin/rails", "server"]';

test('curl and wget', () => {
	checkMarks(
		id,
		`FROM ruby:3\nHEALTHCHECK CMD curl -fsS http://127.0.0.1:3000/up || exit 1\n                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ruby can check itself: the image need not have curl for that.${end}`,
	);
	checkMarks(id, `FROM ruby:3\nHEALTHCHECK CMD ["wget", "-q", "http://a/up"]\n                  ^^^^^^^^^^^^^^^^^^^^^^^^^${end}`);
});

test('NONE, Ruby, other programs, replaced', () => {
	checkSilent(id, `FROM ruby:3\nHEALTHCHECK NONE${end}`);
	checkSilent(id, `FROM ruby:3\nHEALTHCHECK CMD ["ruby", "check.rb"]${end}`);
	checkSilent(id, 'FROM nginx\nHEALTHCHECK CMD curl -f http://a');
	checkSilent(id, `FROM ruby:3\nHEALTHCHECK CMD curl -f http://a\nHEALTHCHECK CMD ruby check.rb${end}`);
});

test('options stay', () =>
	checkFix(
		id,
		`FROM ruby:3\nHEALTHCHECK --interval=5s CMD curl -f http://localhost:3000/up || exit 1${end}`,
		`FROM ruby:3\nHEALTHCHECK --interval=5s CMD ["ruby", "-rnet/http", "-e", "exit Net::HTTP.get_response(URI('http://localhost:3000/up')).is_a?(Net::HTTPSuccess)"]${end}`,
	));
