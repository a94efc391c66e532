import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'shell-on-scratch';

suite(id, () => {
	test('shell form and here-documents, the first of a stage', () => {
		checkMarks(id, 'FROM scratch\nENV a=1\nRUN echo x\n    ^^^^^^ scratch has no shell to run this: the step fails.\nRUN y');
		checkMarks(id, 'FROM scratch AS a\nRUN <<EOF\n    ^^^^^\nx\nEOF');
	});

	test('silent: exec form, a shell that may have come, SHELL, other bases', () => {
		for (const text of [
			'FROM scratch\nRUN ["/a"]',
			'FROM scratch\nADD rootfs.tar.gz /\nRUN x',
			'FROM scratch\nCOPY --from=b /bin/sh /bin/sh\nRUN x',
			'FROM scratch\nSHELL ["/b", "-c"]\nRUN x',
			'FROM scratch\nRUN --mount=from=busybox,target=/bin x',
			'FROM scratch AS a\nCOPY x /\nFROM a\nRUN x',
			'FROM debian\nRUN x',
		])
			checkSilent(id, text);
	});
});
