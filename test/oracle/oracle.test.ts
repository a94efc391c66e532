import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { skipUnless } from '../support/requirement.ts';
import { ask } from './oracle.ts';

describe('the oracle', skipUnless('go'), () => {
	test("speaks for BuildKit's linter", async () => {
		const [mixed, fine] = await ask('lint', [{ text: 'FROM alpine as b\nMAINTAINER x\nRUN y' }, { text: 'FROM alpine AS b\nUSER x\n' }]);
		assert.deepEqual(mixed?.warnings.map(({ rule, line }) => `${rule}:${line}`).sort(), ['FromAsCasing:1', 'MaintainerDeprecated:2']);
		assert.deepEqual(fine?.warnings, []);
	});

	test('speaks for the step behind the parser', async () => {
		const [wrong, right] = await ask('instructions', [{ text: 'FROM alpine\nCOPY x' }, { text: 'FROM alpine\nCOPY x y' }]);
		assert.match(wrong?.error ?? '', /COPY requires at least two arguments/);
		assert.equal(wrong?.line, 2);
		assert.deepEqual(right, { ok: true });
	});

	test('answers many questions in their order', async () => {
		const names = Array.from({ length: 2_000 }, (_, at) => `image${at}`);
		const answers = await ask(
			'reference',
			names.map(text => ({ text })),
		);
		assert.deepEqual(
			answers.map(answer => answer.familiar),
			names,
		);
	});

	test('survives what makes BuildKit fail', async () => {
		const [answer, next] = await ask('expand', [
			{ word: '${', env: {}, escape: '\\' },
			{ word: 'a', env: {}, escape: '\\' },
		]);
		assert.match(answer?.error ?? '', /missing/);
		assert.equal(next?.value, 'a');
	});
});
