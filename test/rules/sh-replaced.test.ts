import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'sh-replaced';

test('links over sh', () =>
	checkMarks(
		id,
		`
FROM debian:12
RUN ln -sf /bin/bash /bin/sh
    ^^^^^^^^^^^^^^^^^^^^^^^^ SHELL ["/bin/bash", "-c"] does it without changing the system.
RUN rm /bin/sh && ln -s bash /bin/sh
                  ^^^^^^^^^^^^^^^^^^ SHELL ["/bin/bash", "-c"] does it without changing the system.`,
	));

test('other links', () => {
	for (const command of ['ln -s /bin/sh /usr/local/bin/sh', 'ln -sf /bin/bash /bin/rbash', 'ln -s /bin/sh', 'echo ln -s a /bin/sh', 'ln -s $SHELL /bin/sh'])
		checkSilent(id, `FROM debian:12\nRUN ${command}`);
});

test('a step that does nothing else becomes SHELL', () => {
	checkFix(id, 'FROM debian:12\n# bash\nRUN  ln -sf /bin/bash /bin/sh\nRUN a', 'FROM debian:12\n# bash\nSHELL ["/bin/bash", "-c"]\nRUN a');
	checkFix(id, 'FROM debian:12\nRUN a && ln -sf /bin/bash /bin/sh', 'FROM debian:12\nRUN a && ln -sf /bin/bash /bin/sh');
});
