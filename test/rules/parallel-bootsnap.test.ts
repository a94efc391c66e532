import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'parallel-bootsnap';

test('with and without bundle exec', () =>
	checkMarks(
		id,
		`
FROM ruby:3.4
RUN bundle install && bundle exec bootsnap precompile --gemfile
                                  ^^^^^^^^^^^^^^^^^^^ bootsnap works with all processors, which breaks under QEMU: give it -j 1.
RUN bin/bootsnap precompile app/ lib/
    ^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('a number, another subcommand, a comparison of platforms', () => {
	checkSilent(id, 'FROM ruby\nRUN bootsnap precompile -j 1 a && bootsnap precompile -j4 a && bootsnap precompile --jobs=1 a && bootsnap doctor');
	checkSilent(id, 'FROM ruby\nRUN if [ "$BUILDPLATFORM" = "$TARGETPLATFORM" ]; then bootsnap precompile a; fi\n# bootsnap precompile');
});

test('inserted', () => checkFix(id, 'FROM ruby\nRUN bootsnap precompile \\\n  app/', 'FROM ruby\nRUN bootsnap precompile -j 1 \\\n  app/'));
