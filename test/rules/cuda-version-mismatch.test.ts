import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'cuda-version-mismatch';

test('suffix, index, backend, conda, CuPy; through stages', () =>
	checkMarks(
		id,
		`
FROM nvidia/cuda:12.1.0-devel-ubuntu22.04 AS base
RUN pip install torch==2.0.0+cu118 \\
                             ^^^^^ This is for CUDA 11.8, and the image has 12.1.
    --extra-index-url "https://download.pytorch.org/whl/cu124"
                                                        ^^^^^ This is for CUDA 12.4, and the image has 12.1.
FROM base
RUN uv pip install --torch-backend=cu118 torch
                                   ^^^^^
RUN conda install -y pytorch pytorch-cuda=11.8 -c nvidia
                             ^^^^^^^^^^^^^^^^^
RUN pip install cupy-cuda11x
                ^^^^^^^^^^^^ This is for CUDA 11, and the image has 12.1.`,
	));

test('the same, an older minor one, other images, unknown', () => {
	const pip = 'RUN pip install --index-url https://download.pytorch.org/whl/cu121 torch torchvision==0.1+cu118x cupy-cuda12x';
	checkSilent(id, `FROM nvidia/cuda:12.1.0-base-ubuntu22.04\n${pip}`);
	checkSilent(id, `FROM nvidia/cuda:12.6.3-runtime-ubuntu22.04\n${pip}`);
	checkSilent(id, `FROM ubuntu:22.04\n${pip}`);
	checkSilent(id, `ARG V\nFROM nvidia/cuda:$V\n${pip}`);
	checkSilent(id, `FROM nvcr.io/nvidia/pytorch:24.01-py3\n${pip}`);
	checkSilent(id, 'FROM nvidia/cuda:12.1.0-base-ubuntu22.04\nRUN pip install torch --index-url https://download.pytorch.org/whl/cu$V\n# cu118\nRUN echo cu118');
});

test("the image's version, the nearest there is", () => {
	checkFix(
		id,
		'FROM nvidia/cuda:12.2.0-base-ubuntu22.04\nRUN pip install \\\n  torch==2.1.0+cu118 -f https://download.pytorch.org/whl/cu118/torch_stable.html',
		'FROM nvidia/cuda:12.2.0-base-ubuntu22.04\nRUN pip install \\\n  torch==2.1.0+cu121 -f https://download.pytorch.org/whl/cu121/torch_stable.html',
	);
	const old = 'FROM nvidia/cuda:10.2-base-ubuntu18.04\nRUN pip install torch==2.1.0+cu118';
	checkFix(id, old, old);
});
