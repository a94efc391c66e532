import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'cuda-package-in-base';

suite(id, () => {
	test('by what the tag says', () =>
		checkMarks(
			id,
			`
FROM nvidia/cuda:12.2.0-cudnn-devel-ubuntu22.04
RUN apt-get install -y cuda-toolkit libcudnn8 curl
                       ^^^^^^^^^^^^ The base image has cuda-toolkit already.
                                    ^^^^^^^^^
FROM nvidia/cuda:12.2.0-runtime-centos7
RUN yum install -y cuda-runtime-12-2
                   ^^^^^^^^^^^^^^^^^`,
		));
	test('silent', () =>
		checkSilent(
			id,
			'FROM nvidia/cuda:12.2.0-runtime\nRUN apt-get install -y cuda-toolkit libcudnn8 tensorrt\nFROM debian\nRUN apt-get install -y cuda\nFROM nvidia/cuda:x\nRUN apt-get install -y cuda',
		));
});
