import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'fixed-gpu';

test('numbers, UUIDs, what is said already', () =>
	checkMarks(
		id,
		`
FROM ubuntu:22.04
ENV A=b NVIDIA_VISIBLE_DEVICES=0,1
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ NVIDIA_VISIBLE_DEVICES chooses a GPU for whoever starts the container.
ENV CUDA_VISIBLE_DEVICES "GPU-1234"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CUDA_VISIBLE_DEVICES chooses a GPU for whoever starts the container.
ENV CUDA_VISIBLE_DEVICES=all
    ^^^^^^^^^^^^^^^^^^^^^^^^ CUDA_VISIBLE_DEVICES takes numbers and UUIDs: "all" hides every GPU.
FROM nvidia/cuda:12.4.1-base-ubuntu22.04
ENV NVIDIA_VISIBLE_DEVICES=all
    ^^^^^^^^^^^^^^^^^^^^^^^^^^ The image below says this already.`,
	));

test('all elsewhere, none, variables, set back', () => {
	checkSilent(id, 'FROM ubuntu\nENV NVIDIA_VISIBLE_DEVICES=all');
	checkSilent(id, 'FROM ubuntu\nENV NVIDIA_VISIBLE_DEVICES=none\nENV NVIDIA_VISIBLE_DEVICES= CUDA_VISIBLE_DEVICES=-1');
	checkSilent(id, 'FROM ubuntu\nARG G=0\nENV NVIDIA_VISIBLE_DEVICES=$G\nRUN CUDA_VISIBLE_DEVICES=0 a');
	checkSilent(id, 'FROM nvidia/cuda:12.4.1-base-ubuntu22.04\nENV NVIDIA_VISIBLE_DEVICES=void\nENV NVIDIA_VISIBLE_DEVICES=all');
});

test('the pair goes', () => checkFix(id, 'FROM a\nENV A=b \\\n    CUDA_VISIBLE_DEVICES=0 \\\n    C=d\n', 'FROM a\nENV A=b \\\n    C=d\n'));
