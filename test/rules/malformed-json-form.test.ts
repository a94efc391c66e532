import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

test('what people write', () =>
	checkMarks(
		'malformed-json-form',
		`
FROM debian:12
CMD ['a', 'b']
    ^^^^^^^^^^ This is no JSON array: its strings stand in single quotes.
CMD ["a", "b",]
    ^^^^^^^^^^^ This is no JSON array: a comma stands behind the last string.
CMD ["a" "b"]
    ^^^^^^^^^ This is no JSON array: there is no comma between the strings.
CMD ["a", "b"
    ^^^^^^^^^ This is no JSON array: it is not closed.
CMD ["a"] b
    ^^^^^^^ This is no JSON array: something stands behind it.
CMD [npm, start]
    ^^^^^^^^^^^^ This is no JSON array: its strings do not stand in double quotes.
ENTRYPOINT ["C:\\x"]
           ^^^^^^^^ This is no JSON array: a backslash in it must be doubled.
HEALTHCHECK CMD ['a']
                ^^^^^ This is no JSON array: its strings stand in single quotes.
VOLUME ['/a']
       ^^^^^^
SHELL /bin/bash -c
      ^^^^^^^^^^^^ SHELL takes a JSON array.`,
	));

test('JSON, tests of the shell, patterns', () =>
	checkSilent(
		'malformed-json-form',
		'FROM a\nCMD ["a", "b"]\nRUN [ "$a" = "b" ]\nRUN [ -f x ] && y\nRUN [ "$x" ] && y\nCOPY [ab]* /x/\nRUN [a-z]*\nRUN [ a, b ]\nCMD [1]\nENTRYPOINT []',
	));
test('written as JSON', () => {
	checkFix('malformed-json-form', "FROM a\nCMD ['a \"b\"', \\\n  'c' ]", 'FROM a\nCMD ["a \\"b\\"", \\\n  "c" ]');
	checkFix('malformed-json-form', 'FROM a\nCMD ["a" "b",]', 'FROM a\nCMD ["a", "b"]');
	checkFix('malformed-json-form', 'FROM a\nCMD ["a", "b"', 'FROM a\nCMD ["a", "b"]');
	checkFix('malformed-json-form', 'FROM a\nCMD [npm, start]', 'FROM a\nCMD ["npm", "start"]');
	checkFix('malformed-json-form', 'FROM a\nCMD [“a”, "C:\\x\\n"]', 'FROM a\nCMD ["a", "C:\\\\x\\n"]');
	checkFix('malformed-json-form', 'FROM a\nSHELL /bin/bash -c', 'FROM a\nSHELL ["/bin/bash", "-c"]');
});
