import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits, FactReading, FactStore } from '../../server/src/service/index.ts';
import { checkFix, checkMarks, checkSilent, findingsOf } from '../support/marked.ts';

const id = 'definition-comment';

suite(id, () => {
	test('the last comment above, blank lines or not', () => {
		checkMarks(
			id,
			`
# the version

ARG VERSION=1
    ^^^^^^^ The comment above is taken for the description of VERSION, and does not begin with that name.
# VERSION is above
# X of two
ARG A B=1
    ^ The comment above is taken for the description of A and B, and does not begin with one of the names.
# Base of all
FROM debian AS Base
               ^^^^ The comment above is taken for the description of base, and does not begin with that name.
# y
  #
ARG X
    ^ The comment above is taken for the description of X, and does not begin with that name.`,
		);
	});

	test('silent: descriptions, empty comments, other instructions, nameless stages, comments that silence', () => {
		checkSilent(id, '# VERSION of it\nARG VERSION\n# base  x\nFROM debian AS base\n#\tX\nARG X\n# y\n#\nARG Z');
		checkSilent(id, '# all\nFROM debian\n# x\nRUN a\nARG X=1 \\\n  # inside\n  Y=2');
		checkSilent(id, '# hadolint ignore=DL3006\nFROM debian AS base');
	});

	test('the fix sets it apart', () => {
		checkFix(id, '# the version  \r\nARG VERSION\r\nFROM a', '# the version  \r\n#\r\nARG VERSION\r\nFROM a');
		checkFix(id, 'FROM a\n  # one\n\n  ARG X', 'FROM a\n  # one\n#\n\n  ARG X');
	});

	test('or begins it with the name', () => {
		const text = 'FROM a\n#  which one\nARG X';
		const action = findingsOf(id, text)[0]?.actions.find(({ id }) => id === 'begin-with-name');
		assert.equal(applyEdits(text, action?.edits(new FactReading(new FactStore()))?.edits ?? []), 'FROM a\n#  X which one\nARG X');
	});
});
