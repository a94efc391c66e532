import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RestartBudget } from '../../client/src/restarts.ts';

test('a server that stops too often stays off', () => {
	const budget = new RestartBudget(2, 1000);
	assert.deepEqual(
		[0, 10, 20].map(time => budget.spend(time)),
		[true, true, false],
	);
});

test('stops long ago do not count', () => {
	const budget = new RestartBudget(1, 1000);
	assert.deepEqual(
		[0, 1000, 2000].map(time => budget.spend(time)),
		[true, true, true],
	);
});

test('a start that the user asked for begins anew', () => {
	const budget = new RestartBudget(1, 1000);
	assert.deepEqual([budget.spend(0), budget.spend(1)], [true, false]);
	budget.reset();
	assert.equal(budget.spend(2), true);
});
