import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'chained-on-one-line';

suite(id, () => {
	test('chains, mounts and labels', () => {
		checkMarks(
			id,
			`
FROM a
RUN a && b || c
^^^ RUN has 3 parts on one line.
RUN a && \\
 b && c
RUN --mount=type=ssh --mount=type=cache,target=/x a
^^^ RUN has 3 parts on one line.
LABEL a=1 b=2
^^^^^ LABEL has 2 parts on one line.
HEALTHCHECK CMD a || exit 1
^^^^^^^^^^^ HEALTHCHECK has 2 parts on one line.`.replace('RUN a && \\\n', 'RUN a && \\\n^^^ RUN has 2 parts on one line.\n'),
		);
	});

	test('silent: one part, lines of their own, compound commands, exec form, here-documents, the old LABEL', () => {
		checkSilent(
			id,
			'FROM a\nRUN a\nRUN a \\\n && b\nRUN a && \\\n b\nRUN if a && b; then c; fi\nRUN a; b\nRUN ["a", "&&", "b"]\nRUN cat <<EOF && b\nx\nEOF\nLABEL a b c\nLABEL a=1 \\\n b=2\nRUN --mount=type=ssh a\nENV a=1 b=2\nRUN (a && b)\nCMD a && b',
		);
	});

	test('the fix breaks the lines in front of the operators', () => {
		checkFix(
			id,
			'# escape=`\r\nFROM debian\r\nRUN a  &&  b `\r\n  || c && d\r\n',
			'# escape=`\r\nFROM debian\r\nRUN a `\r\n    &&  b `\r\n  || c `\r\n    && d\r\n',
		);
		checkFix(
			id,
			'FROM a\nRUN --mount=type=ssh --network=none --mount=type=tmpfs,target=/t echo \'a && b\'\nLABEL a=1 b="2 3"',
			'FROM a\nRUN --mount=type=ssh \\\n    --network=none \\\n    --mount=type=tmpfs,target=/t \\\n    echo \'a && b\'\nLABEL a=1 \\\n    b="2 3"',
		);
	});
});
