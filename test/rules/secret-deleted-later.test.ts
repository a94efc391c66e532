import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'secret-deleted-later';

test('keys and tokens', () =>
	checkMarks(
		id,
		`
FROM a
WORKDIR /app
COPY id_rsa /root/.ssh/
     ^^^^^^ The file stays readable in this layer although line 5 deletes /root/.ssh/id_rsa.
COPY .npmrc package.json ./
     ^^^^^^
RUN a && rm -rf /root/.ssh && rm .npmrc`,
	));

test('no secrets, other paths, builders, mounts', () => {
	checkSilent(id, 'FROM a\nCOPY a.pub /a.pub\nCOPY id_rsa /b\nRUN rm /a.pub && rm /id_rsa && cd /x && rm b');
	checkSilent(id, 'FROM a AS b\nCOPY id_rsa /id_rsa\nRUN rm /id_rsa\nFROM c\nCOPY --from=b /x /x');
	checkSilent(id, 'FROM a\nRUN --mount=type=secret,id=id_rsa rm /id_rsa');
});
