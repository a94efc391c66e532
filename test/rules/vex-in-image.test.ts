import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'vex-in-image';

suite(id, () => {
	test('documents by their names', () =>
		checkMarks(
			id,
			'FROM a\nCOPY x app.vex.json openvex.json /x/\n       ^^^^^^^^^^^^ A VEX document belongs beside the image, as an attestation.\n                    ^^^^^^^^^^^^',
		));
	test('silent', () => checkSilent(id, 'FROM a\nCOPY convex.json vex/ vexed.json /x/\nRUN cp vex.json /y'));
});
