import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'conda-for-gpu';

suite(id, () => {
	test('libraries that are wheels', () =>
		checkMarks(
			id,
			'FROM nvidia/cuda:12.2.0-devel\nRUN conda install -y pytorch=2.1 -c pytorch\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ pip and uv install this from wheels, with a lock file and without conda.',
		));
	test('silent', () =>
		checkSilent(
			id,
			'FROM nvidia/cuda:12.2.0-devel\nRUN conda install -y numpy && pip install torch && conda list pytorch\nFROM continuumio/miniconda3\nRUN conda install pytorch',
		));
});
