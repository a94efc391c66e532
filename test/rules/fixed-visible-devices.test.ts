import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'fixed-visible-devices';

suite(id, () => {
	test('numbers, names, and what the base image says', () =>
		checkMarks(
			id,
			`
FROM nvidia/cuda:12.4.1-base
ENV NVIDIA_VISIBLE_DEVICES=all A=1
    ^^^^^^^^^^^^^^^^^^^^^^^^^^ The base image says this itself.
FROM a
ENV NVIDIA_VISIBLE_DEVICES=GPU-aaaa
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NVIDIA_VISIBLE_DEVICES is chosen when a container starts: this fits one machine.
ENV CUDA_VISIBLE_DEVICES "0,1"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^`,
		));
	test('silent', () =>
		checkSilent(
			id,
			'FROM a\nENV NVIDIA_VISIBLE_DEVICES=all CUDA_VISIBLE_DEVICES=\nENV NVIDIA_VISIBLE_DEVICES=none\nENV CUDA_VISIBLE_DEVICES=$X\nENV CUDA_VISIBLE_DEVICES=-1\nARG CUDA_VISIBLE_DEVICES=0',
		));
	test('the fix', () => checkFix(id, 'FROM a\nENV A=1 CUDA_VISIBLE_DEVICES=0 \\\n  B=2\nENV CUDA_VISIBLE_DEVICES=0\n', 'FROM a\nENV A=1 B=2\n'));
});
