import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'container-toolkit-in-image';

suite(id, () => {
	test('each package', () =>
		checkMarks(
			id,
			`
FROM a
RUN apt-get install -y curl nvidia-docker2=1 libnvidia-container1
                            ^^^^^^^^^^^^^^^^ nvidia-docker2 belongs on the host: in an image it does nothing.
                                             ^^^^^^^^^^^^^^^^^^^^`,
		));
	test('silent', () => checkSilent(id, 'FROM a\nRUN apt-get install -y nvidia-utils cuda && echo nvidia-docker2'));
});
