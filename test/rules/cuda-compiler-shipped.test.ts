import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'cuda-compiler-shipped';

suite(id, () => {
	test('nothing compiles', () =>
		checkMarks(
			id,
			'FROM nvidia/cuda:12.2.0-devel-ubuntu22.04\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The image ships the CUDA compiler, and nothing here compiles: runtime or base are smaller by gigabytes.\nRUN pip install torch',
		));
	test('silent', () => {
		for (const text of [
			'FROM nvidia/cuda:12.2.0-devel\nRUN nvcc -o /app main.cu',
			'FROM nvidia/cuda:12.2.0-devel\nRUN apt-get install -y build-essential',
			'FROM nvidia/cuda:12.2.0-devel AS b\nFROM nvidia/cuda:12.2.0-runtime\nCOPY --from=b /a /a',
		])
			checkSilent(id, text);
	});
});
