import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unsorted-packages';

suite(id, () => {
	test('of every manager, on the command', () => {
		checkMarks(
			id,
			`
FROM a
RUN apt-get update && apt-get install -y \\
                      ^^^^^^^^^^^^^^^ The packages are not sorted: curl belongs before wget.
  wget curl=7.1
RUN npm i b@1 @a/c a
    ^^^^^ The packages are not sorted: @a/c belongs before b.
RUN pip install -q Flask==1 django $X
    ^^^^^^^^^^^ The packages are not sorted: django belongs before Flask.`,
		);
	});

	test('silent: sorted, one, variables, files', () =>
		checkSilent(id, 'FROM a\nRUN apk add --no-cache A b C $Z d && pip install -r z.txt a && npm ci && apt-get install z && apt-get install -y b $A c'));

	test('the fix changes places only', () => {
		checkFix(
			id,
			'FROM a\r\nRUN apt-get install -y \\\r\n    zip "git=1" \\\r\n  $X \\\r\n    curl\r\n',
			'FROM a\r\nRUN apt-get install -y \\\r\n    curl "git=1" \\\r\n  $X \\\r\n    zip\r\n',
		);
		checkFix(id, 'FROM a\nRUN apk add b=1 --no-cache a', 'FROM a\nRUN apk add a --no-cache b=1');
	});

	test('no fix beside comments', () => {
		const text = 'FROM a\nRUN apk add \\\n  # for b\n  b \\\n  # for a\n  a';
		checkFix(id, text, text);
	});
});
