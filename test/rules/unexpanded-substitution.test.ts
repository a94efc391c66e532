import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'unexpanded-substitution';

test('LABEL, ENV, ARG, backquotes', () =>
	checkMarks(
		id,
		`
FROM a
ENV A=1 V="x-$(git describe)"
          ^^^^^^^^^^^^^^^^^^^ ENV runs no commands: V has the text $(git describe) in it.
ARG N=$(nproc)
      ^^^^^^^^
LABEL d=\`date\`
        ^^^^^^`,
	));

test('quoted, escaped, prompts, eval, RUN', () => {
	checkSilent(id, 'FROM a\nENV A=\'$(x)\' B=\\$(x) PS1="$(x) " PROMPT_COMMAND=`x` C=$X D=${Y:-(z)}\nRUN A=$(x)');
	checkSilent(id, 'FROM a\nENV A=$(x)\nCMD eval $A');
});
