import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'cuda-installed-again';

test('what the variant has', () =>
	checkMarks(
		id,
		`
FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04 AS base
RUN apt-get install -y curl cuda-toolkit-12-4 libcudnn9-cuda-12
                            ^^^^^^^^^^^^^^^^^ The image has cuda-toolkit-12-4 already.
                                              ^^^^^^^^^^^^^^^^^
FROM base
RUN apt-get install -y cuda-libraries
                       ^^^^^^^^^^^^^^
FROM nvidia/cuda:11.8.0-runtime-ubuntu22.04
RUN apt-get install -y nvidia-cuda-toolkit
                       ^^^^^^^^^^^^^^^^^^^ nvidia-cuda-toolkit is the distribution's CUDA, beside the 11.8 of the image.`,
	));

test('what it has not, other versions, other images', () => {
	checkSilent(id, 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN apt-get install -y cuda-toolkit-12-4 cuda-nvcc-12-4 libcudnn9-cuda-12');
	checkSilent(id, 'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN apt-get install -y cuda-toolkit-11-8 cuda-nsight-12-4 libcudnn8 tensorrt');
	checkSilent(id, 'FROM ubuntu:22.04\nRUN apt-get install -y cuda-toolkit-12-4 nvidia-cuda-toolkit');
	checkSilent(id, 'ARG T\nFROM nvidia/cuda:$T\nRUN apt-get install -y cuda-toolkit');
});
