import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'gem-documentation';

test('gem install', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN a && gem install bundler -v 2.6
         ^^^^^^^^^^^ gem builds documentation into the image: give it --no-document.`,
	));

test('said, set up, or unknown', () => {
	checkSilent(id, 'FROM debian\nRUN gem install -N a && gem install a --no-document && gem install a --no-rdoc --no-ri');
	checkSilent(id, 'FROM ruby:3.4\nRUN gem install a');
	checkSilent(id, 'ARG B\nFROM $B\nRUN gem install a');
	checkSilent(id, 'FROM debian\nRUN echo "gem: --no-document" > /etc/gemrc && gem install a');
});

test('inserted behind install', () => checkFix(id, 'FROM debian\nRUN gem install a', 'FROM debian\nRUN gem install --no-document a'));
