import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'stale-base-digest-label';
const a = `sha256:${'a'.repeat(64)}`;
const b = `sha256:${'b'.repeat(64)}`;
const key = 'org.opencontainers.image.base.digest';

suite(id, () => {
	test('another digest than that of FROM, through stages too', () => {
		checkMarks(
			id,
			`
FROM debian:12@${a} AS base
FROM base
LABEL ${key}="${b}"
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The base image has another digest: ${a}.`,
		);
	});

	test('silent: the same, none in FROM, a variable, an empty one, another label', () => {
		checkSilent(id, `FROM debian:12@${a}\nLABEL ${key}=${a}`);
		checkSilent(id, `FROM debian:12\nLABEL ${key}=${a}`);
		checkSilent(id, `FROM debian:12@${a}\nARG D\nLABEL ${key}=$D x.digest=${b} ${key}=""`);
		checkSilent(id, `FROM scratch\nLABEL ${key}=${b}`);
	});

	test('the fix keeps the quotes', () => {
		checkFix(id, `FROM debian:12@${a}\nLABEL x=1 ${key}='${b}' y=2`, `FROM debian:12@${a}\nLABEL x=1 ${key}='${a}' y=2`);
	});
});
