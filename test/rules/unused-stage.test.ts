import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unused-stage';

test('not reached, with and without a name', () =>
	checkMarks(
		id,
		`
FROM debian:12
     ^^^^^^^^^ Nothing that the last stage needs comes from stage 0.
FROM debian:12 AS b
                  ^ Nothing that the last stage needs comes from b.
FROM debian:12`,
	));

test('base, COPY, mount', () =>
	checkSilent(id, 'FROM a AS a\nFROM a AS b\nFROM x\nFROM x AS d\nFROM d\nCOPY --from=b /a /a\nRUN --mount=from=a,target=/x y\nCOPY --from=2 /a /a'));

test('stages that a variable of FROM may choose', () => {
	checkSilent(id, 'FROM a AS bin-linux\nFROM a AS x\nFROM x AS bin-windows\nFROM bin-$TARGETOS');
	checkMarks(
		id,
		`
ARG KIND=slim
FROM a AS base-slim
FROM a AS base-full
FROM a AS other
          ^^^^^
FROM base-\${KIND}`,
	);
});
