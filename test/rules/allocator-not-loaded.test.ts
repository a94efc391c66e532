import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'allocator-not-loaded';

test('the package', () => {
	checkMarks(id, 'FROM ruby:3\nRUN apt-get install -y curl libjemalloc2\n                            ^^^^^^^^^^^^ Nothing loads libjemalloc2: set LD_PRELOAD.');
	checkMarks(id, 'FROM alpine:3\nRUN apk add ruby jemalloc\n                 ^^^^^^^^\nCMD ["bundle", "exec", "puma"]');
});

test('loaded, configured, linked, without Ruby, not shipped', () => {
	const install = 'FROM ruby:3\nRUN apt-get install -y libjemalloc2\n';
	checkSilent(id, `${install}ENV LD_PRELOAD="libjemalloc.so.2"`);
	checkSilent(id, `${install}ENV MALLOC_CONF="narenas:2"`);
	checkSilent(id, `${install}CMD LD_PRELOAD=libjemalloc.so.2 rails s`);
	checkSilent(id, `${install}FROM ruby:3`);
	checkSilent(id, 'FROM debian:12\nRUN apt-get install -y libjemalloc2\nCMD ["redis-server"]');
	checkSilent(id, 'FROM debian:12\nRUN apt-get install -y libjemalloc-dev && ./configure --with-jemalloc');
	checkSilent(id, 'FROM ruby:3 AS dev\nRUN apt-get install -y libjemalloc2');
});

test('a script that starts the program', () => {
	const text = 'FROM ruby:3\nRUN apt-get install -y libjemalloc2\nENTRYPOINT ["/rails/bin/docker-entrypoint"]';
	const script = (body: string) => ({
		facts: { contextFile: { 'bin/docker-entrypoint': body, 'rails/bin/docker-entrypoint': null, 'docker-entrypoint': null } },
	});
	checkSilent(id, text);
	checkSilent(id, text, script('export LD_PRELOAD=/usr/lib/x/libjemalloc.so.2'));
	checkMarks(id, text.replace('\nENTRY', '\n                       ^^^^^^^^^^^^\nENTRY'), script('exec "$@"'));
});

test('the variable stands below', () =>
	checkFix(
		id,
		'FROM ruby:3\n RUN apt-get install -y \\\n   libjemalloc1\n\nCMD ["puma"]',
		'FROM ruby:3\n RUN apt-get install -y \\\n   libjemalloc1\n ENV LD_PRELOAD=libjemalloc.so.1\n\nCMD ["puma"]',
	));
