import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'copy-from-itself';

test('by name, by number', () =>
	checkMarks(
		id,
		`
FROM debian:12 AS Build
COPY --from=build /a /b
            ^^^^^ build is this very stage.
COPY --from=0 /a /b
            ^`,
	));

test('earlier stages, also of the same name', () => checkSilent(id, 'FROM a AS b\nFROM a AS b\nCOPY --from=b /a /a\nCOPY --from=0 /a /a\nCOPY --from=c /a /a'));
