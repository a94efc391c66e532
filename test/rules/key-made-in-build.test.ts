import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'key-made-in-build';

test('ssh, openssl, keytool', () =>
	checkMarks(
		id,
		`
FROM a
RUN ssh-keygen -t rsa -f /k -N '' && openssl req -x509 -nodes -newkey rsa:2048 -keyout k
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ All containers share the key that ssh-keygen makes here.
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
RUN keytool -genkeypair -alias a
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
	));

test('other uses, deleted, builders, tests', () => {
	checkSilent(
		id,
		'FROM a\nRUN ssh-keygen -l -f k && ssh-keygen -R host && openssl dgst -sha256 a && openssl x509 -in a && openssl version && keytool -importcert -alias a',
	);
	checkSilent(id, 'FROM a\nRUN ssh-keygen -A && rm /etc/ssh/ssh_host_*');
	checkSilent(id, 'FROM a AS b\nRUN ssh-keygen -A\nFROM c\nCOPY --from=b /x /x');
	checkSilent(id, 'FROM a AS test\nRUN openssl genrsa 2048');
});
