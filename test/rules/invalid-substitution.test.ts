import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

test('modifiers, braces, names, demands', () =>
	checkMarks(
		'invalid-substitution',
		`
FROM scratch
ENV a=$b\${b:=c}
        ^^^^^^^ BuildKit has no modifier ":=".
USER \${a^^}
     ^^^^^^ BuildKit has no modifier "^".
WORKDIR /\${a
         ^^^ The closing brace is missing.
COPY a /\${}
        ^^^ There is no name in these braces.
LABEL x=\${NOWHERE:?gone}
        ^^^^^^^^^^^^^^^^ BuildKit stops here: NOWHERE: gone.`,
	));

test('all that BuildKit reads, and what the shell expands', () =>
	checkSilent(
		'invalid-substitution',
		'FROM a\nARG b\nENV a=${b:-c}${b-c}${b:+c}${b+c}${b#c}${b##c}${b%c}${b%%c}${b/c/d}${b//c/d}${b:?c}\nRUN echo ${a:=b} ${a^^}\nCMD ${a:=b}\nENV c=\\${a:=b}',
	));
