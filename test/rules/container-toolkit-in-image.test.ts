import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'container-toolkit-in-image';

test('each package', () =>
	checkMarks(
		id,
		`
FROM centos:7
RUN yum install -y nvidia-docker2 curl && dnf install -y libnvidia-container1
                   ^^^^^^^^^^^^^^ nvidia-docker2 belongs on the host: in an image it does nothing.
                                                         ^^^^^^^^^^^^^^^^^^^^`,
	));

test('other packages, an engine inside', () => {
	checkSilent(id, 'FROM debian\nRUN apt-get install -y nvidia-utils-550 libnvidia-compute-550 && echo nvidia-container-toolkit');
	checkSilent(id, 'FROM docker:27-dind\nRUN apk add nvidia-container-toolkit');
	checkSilent(id, 'FROM debian\nRUN apt-get install -y docker-ce nvidia-container-toolkit');
	checkSilent(id, 'FROM debian\nRUN apt-get install -y $NVIDIA');
});
