import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'bootsnap-in-parallel';

suite(id, () => {
	test('by bundle exec and alone', () =>
		checkMarks(
			id,
			'FROM ruby\nRUN bundle exec bootsnap precompile --gemfile\n                ^^^^^^^^^^^^^^^^^^^ Where another architecture is emulated, this hangs or crashes: -j 1 compiles in one process.\nRUN bootsnap precompile app/\n    ^^^^^^^^^^^^^^^^^^^',
		));
	test('silent', () =>
		checkSilent(
			id,
			'FROM ruby\nRUN bootsnap precompile -j 1 app && bootsnap precompile -j2 && bundle exec rails x && bootsnap doctor\nRUN if [ "$BUILDPLATFORM" = x ]; then bootsnap precompile; fi',
		));
	test('the fix', () =>
		checkFix(id, 'FROM ruby\nRUN bundle exec bootsnap precompile \\\n  app/', 'FROM ruby\nRUN bundle exec bootsnap precompile -j 1 \\\n  app/'));
});
