import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'untrusted-registry';

test('FROM, COPY --from, mounts', () =>
	checkMarks(
		id,
		`
FROM quay.io/a/b:1 AS x
     ^^^^^^^^^^^^^ quay.io is not among the registries that this project trusts.
COPY --from=docker.example.com.evil.org/a:1 /a /a
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
RUN --mount=from=debian:12,target=/a b
                 ^^^^^^^^^ docker.io is not among the registries that this project trusts.`,
		{ settings: { trustedRegistries: ['*.example.com'] } },
	));

test('trusted ones, with wildcards and paths; stages, variables, no list', () => {
	const settings = { trustedRegistries: ['*.example.com', 'hub.docker.com', 'ghcr.io/mine', 'localhost:5000'] };
	checkSilent(id, 'FROM a.example.com/b:1 AS x\nFROM debian:12\nFROM ghcr.io/mine/a:1\nFROM localhost:5000/a\nFROM x\nFROM $Y\nFROM scratch', { settings });
	checkSilent(id, 'FROM quay.io/a/b:1', { settings: { trustedRegistries: ['*'] } });
	checkSilent(id, 'FROM quay.io/a/b:1');
});
