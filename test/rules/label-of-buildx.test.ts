import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'label-of-buildx';

suite(id, () => {
	test('the three labels', () => {
		checkMarks(
			id,
			`
FROM debian:12
LABEL org.opencontainers.image.source=$URL com.docker.image.source.entrypoint=Dockerfile
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ With BUILDX_GIT_LABELS, buildx sets org.opencontainers.image.source itself.
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ With BUILDX_GIT_LABELS, buildx sets com.docker.image.source.entrypoint itself.`,
		);
	});

	test('silent: others', () => checkSilent(id, 'FROM debian:12\nLABEL org.opencontainers.image.created=x revision=1'));

	test('the fix takes the pair', () => checkFix(id, 'FROM debian:12\nLABEL a=1 org.opencontainers.image.revision=$REV b=2', 'FROM debian:12\nLABEL a=1 b=2'));
});
