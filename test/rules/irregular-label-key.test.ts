import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { checkFix, checkMarks, checkSilent, findingsOf } from '../support/marked.ts';

const id = 'irregular-label-key';

suite(id, () => {
	test('each fault by its name', () => {
		checkMarks(
			id,
			`
FROM debian:12
LABEL Foo=1 foo_bar=2 9a=3
      ^^^ The label key Foo has upper-case letters.
            ^^^^^^^ The label key foo_bar has characters other than letters, digits, single dots and hyphens.
                      ^^ The label key 9a begins with a digit.
LABEL a..b=1 "-x"=2 c-=3
      ^^^^ The label key a..b has a dot or hyphen that joins nothing.
             ^^^^ The label key -x has a dot or hyphen that joins nothing.
                    ^^ The label key c- has a dot or hyphen that joins nothing.
LABEL com.docker.x=1 "a b"=2
      ^^^^^^^^^^^^ The label key com.docker.x stands in a namespace that Docker keeps for itself.
                     ^^^^^ The label key a b has characters other than letters, digits, dots and hyphens.`,
		);
	});

	test('silent: regular keys, keys of variables', () => {
		checkSilent(id, 'FROM debian:12\nLABEL a=1 a.b-c9=2 org.opencontainers.image.title="Foo_Bar" com.dockerish=1 $K=2');
	});

	test('who else says so depends on the fault', () => {
		const aliases = findingsOf(id, 'FROM debian:12\nLABEL a_b=1 9a=1 A=1').map(finding => finding.aliases.join());
		assert.deepEqual(aliases, ['labels/valid-key', 'DL3048', 'DL3048,labels/valid-key']);
	});

	test('the fix keeps quotes, and is offered where the name is regular then', () => {
		checkFix(id, 'FROM debian:12\nLABEL "Build_Host"="A_B"', 'FROM debian:12\nLABEL "build-host"="A_B"');
		assert.deepEqual(
			findingsOf(id, 'FROM debian:12\nLABEL "A b"=1 com.docker.X=1').map(({ actions }) => actions.length),
			[0, 0],
		);
	});
});
