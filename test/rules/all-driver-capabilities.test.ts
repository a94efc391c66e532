import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'all-driver-capabilities';

test('in any case', () =>
	checkMarks(
		id,
		`
FROM a
ENV A=b NVIDIA_DRIVER_CAPABILITIES="ALL"
                                   ^^^^^ The container gets every library of the driver: most programs need compute,utility.`,
	));

test('named ones, none, variables, ARG', () =>
	checkSilent(id, 'FROM a\nENV NVIDIA_DRIVER_CAPABILITIES=compute,video\nENV NVIDIA_DRIVER_CAPABILITIES=$A\nARG NVIDIA_DRIVER_CAPABILITIES=all'));

test('replaced', () => checkFix(id, 'FROM a\nENV NVIDIA_DRIVER_CAPABILITIES all', 'FROM a\nENV NVIDIA_DRIVER_CAPABILITIES compute,utility'));
