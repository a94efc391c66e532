import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'download-left';

suite(id, () => {
	test('archives that are unpacked, signatures that are checked', () =>
		checkMarks(
			id,
			`
FROM a
RUN curl -o /a.tar.gz https://example.com/a && tar xf /a.tar.gz
                                               ^^^^^^^^^^^^^^^^ /a.tar.gz stays in the layer beside what was made of it.
RUN wget -O a.asc https://example.com/a.asc && gpg --verify a.asc a
                                               ^^^^^^^^^^^^^^^^^^^^ a.asc stays in the layer beside what was made of it.`,
		));

	test('silent: deleted, by its folder or a pattern; piped; builders; mounts; another folder', () => {
		for (const run of [
			'curl -o /a.tgz https://example.com/a && tar xf /a.tgz && rm /a.tgz',
			'curl -o /tmp/x/a.tgz https://example.com/a && tar xf /tmp/x/a.tgz && rm -rf /tmp/x',
			'curl -o a.tgz https://example.com/a && tar xf a.tgz && rm -f *.tgz',
			'curl https://example.com/a | tar xz',
			'curl -o a.tgz https://example.com/a && cd /x && tar xf a.tgz',
			'curl -o /a.bin https://example.com/a && chmod +x /a.bin',
			'--mount=type=cache,target=/tmp curl -o /tmp/a.tgz https://example.com/a && tar xf /tmp/a.tgz',
			'--mount=type=tmpfs,target=/t curl -o $X https://example.com/a && tar xf $X',
		])
			checkSilent(id, `FROM a\nRUN ${run}`);
		checkSilent(id, 'FROM a AS b\nRUN curl -o /a.tgz https://example.com/a && tar xf /a.tgz\nFROM a\nCOPY --from=b /x /x');
	});

	test('the fix deletes it at the end of the RUN', () =>
		checkFix(
			id,
			'FROM a\nRUN wget -O /a.zip https://example.com/a && unzip /a.zip',
			'FROM a\nRUN wget -O /a.zip https://example.com/a && unzip /a.zip && rm /a.zip',
		));
});
