import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('two sources', () =>
	checkMarks(
		'copy-destination-without-slash',
		`
FROM debian:12
COPY a b /app
         ^^^^ With several sources the destination /app must be a folder: it needs a slash at its end.
ADD ["a", "b", "/app"]
                ^^^^
COPY a b $HOME/app
         ^^^^^^^^^`,
	));

test('folders, one source, here-documents, and what nobody knows', () =>
	checkSilent(
		'copy-destination-without-slash',
		'FROM a\nCOPY a b /app/\nCOPY a b .\nCOPY a b ../..\nCOPY a* /app\nCOPY a b $APP\nCOPY a b $APP/\nCOPY a <<EOF /app\nEOF',
	));
test('inside of the quotes', () => {
	checkFix('copy-destination-without-slash', 'FROM a\nCOPY a b "/app"', 'FROM a\nCOPY a b "/app/"');
	checkFix('copy-destination-without-slash', 'FROM a\nCOPY ["a", "b", "/app"]', 'FROM a\nCOPY ["a", "b", "/app/"]');
	checkFix('copy-destination-without-slash', 'FROM a\nCOPY a \\\n  b \\\n  /app\nRUN c', 'FROM a\nCOPY a \\\n  b \\\n  /app/\nRUN c');
});
