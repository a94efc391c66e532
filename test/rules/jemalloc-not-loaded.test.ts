import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'jemalloc-not-loaded';

suite(id, () => {
	test('the package', () =>
		checkMarks(
			id,
			'FROM ruby\nRUN apt-get install -y curl libjemalloc2\n                            ^^^^^^^^^^^^ libjemalloc2 is installed, and nothing loads it: LD_PRELOAD is not set.',
		));
	test('silent: loaded, other images, builders', () => {
		for (const text of [
			'FROM ruby\nRUN apt-get install -y libjemalloc2\nENV LD_PRELOAD=libjemalloc.so.2',
			'FROM ruby\nRUN apt-get install -y libjemalloc2\nENV MALLOC_CONF=narenas:2',
			'FROM ruby\nRUN apt-get install -y libjemalloc2\nENTRYPOINT ["/rails/bin/docker-entrypoint"]',
			'FROM redis\nRUN apt-get install -y libjemalloc2',
			'FROM ruby AS b\nRUN apt-get install -y libjemalloc-dev\nFROM ruby\nCOPY --from=b /x /x',
		])
			checkSilent(id, text);
	});
});
