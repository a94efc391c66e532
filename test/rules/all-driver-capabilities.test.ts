import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'all-driver-capabilities';

suite(id, () => {
	test('all', () =>
		checkMarks(
			id,
			'FROM a\nENV A=1 NVIDIA_DRIVER_CAPABILITIES="ALL"\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Most programs need compute,utility of the driver.',
		));
	test('silent', () => checkSilent(id, 'FROM a\nENV NVIDIA_DRIVER_CAPABILITIES=graphics,compute\nENV NVIDIA_DRIVER_CAPABILITIES=$X\nENV ALL=all'));
	test('the fix', () => checkFix(id, 'FROM a\nENV NVIDIA_DRIVER_CAPABILITIES all', 'FROM a\nENV NVIDIA_DRIVER_CAPABILITIES compute,utility'));
});
