import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'legacy-key-value';

test('ENV and LABEL', () =>
	checkMarks(
		id,
		`
FROM debian:12
ENV a b c
    ^^^^^ Write a=...: the form with a blank is an old one.
LABEL x  y
      ^^^^`,
	));

test('the other form, and names without a value', () => {
	for (const text of ['ENV a=b', 'ENV a=b c=d', 'LABEL a="b c"', 'ARG a', 'ENV a', 'ENV a="b \\\n c" d=e']) checkSilent(id, `FROM debian:12\n${text}`);
});

test('the value stays what it is', () => {
	for (const [before, after] of [
		['ENV a b', 'ENV a=b'],
		['env  a   b c ', 'env  a="b c" '],
		['ENV a $X/y z', 'ENV a="$X/y z"'],
		['LABEL a "b c"', 'LABEL a="b c"'],
		['ENV a b \\\n  c\nRUN d', 'ENV a="b \\\n  c"\nRUN d'],
	] as const)
		checkFix(id, `FROM debian:12\n${before}`, `FROM debian:12\n${after}`);
});

test('what the other form would read otherwise is left alone', () => {
	for (const text of ["ENV a it's", 'ENV a "b" c', 'ENV a b\\ c', 'ENV a \\\n# c\n b']) checkFix(id, `FROM debian:12\n${text}`, `FROM debian:12\n${text}`);
});
