import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'ignored-copy-source';
const facts = (common: string | null, own: string | null = null) => ({
	siblingFile: { 'Dockerfile.dockerignore': own },
	contextFile: { '.dockerignore': common },
});

test('files and folders', () =>
	checkMarks(
		id,
		`
FROM debian:12
COPY a ./node_modules/x .env /app/
       ^^^^^^^^^^^^^^^^ .dockerignore excludes ./node_modules/x: the builder will not find it.
                        ^^^^
ADD ["/.env", "/x"]
      ^^^^^`,
		{ facts: facts('node_modules\n.env\n') },
	));

test('the one beside the Dockerfile comes first', () =>
	checkMarks(id, 'FROM a\nCOPY b /\n     ^ Dockerfile.dockerignore excludes b: the builder will not find it.\nCOPY a /', { facts: facts('a', 'b') }));

test('exceptions, other stages, patterns, URLs, here-documents, nothing known', () => {
	const text = 'FROM a\nCOPY --from=x a /\nCOPY *.x $A . <<EOF /\nEOF\nADD https://a.org/a /';
	checkSilent(id, text, { facts: facts('*') });
	checkSilent(id, 'FROM a\nCOPY a /', { facts: facts('*\n!b') });
	checkSilent(id, 'FROM a\nCOPY a /', { facts: facts(null) });
	checkSilent(id, 'FROM a\nCOPY a /');
});
