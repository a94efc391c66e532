import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'cuda-version-mismatch';

suite(id, () => {
	test('packages, indexes, options', () =>
		checkMarks(
			id,
			`
FROM nvidia/cuda:12.1.0-devel-ubuntu20.04 AS a
FROM a
RUN pip install torch==2.0.0+cu118 && pip3 install --extra-index-url https://download.pytorch.org/whl/cu124 xformers
                ^^^^^^^^^^^^^^^^^^ This is built for CUDA 11.8; the image has 12.1.
                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This is built for CUDA 12.4; the image has 12.1.
RUN uv pip install --torch-backend=cu118 torch && conda install -y pytorch-cuda=11.8
                   ^^^^^^^^^^^^^^^^^^^^^
                                                                   ^^^^^^^^^^^^^^^^^`,
		));
	test('silent: the same, an older minor version, other images, no version', () =>
		checkSilent(
			id,
			'FROM nvidia/cuda:12.6.0-runtime\nRUN pip install torch+cu126 torch==1+cu121 torch && echo cu118\nFROM debian\nRUN pip install x+cu118\nARG V\nFROM nvidia/cuda:$V\nRUN pip install x+cu118\nFROM nvidia/cuda:latest\nRUN pip install x+cu118',
		));
});
