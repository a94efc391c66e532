import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** Waits for what no event tells of. */
export async function eventually(holds: () => boolean, timeout = 60_000): Promise<void> {
	for (const deadline = Date.now() + timeout; !holds(); ) {
		assert.ok(Date.now() < deadline, `not within ${timeout} ms: ${holds}`);
		await delay(200);
	}
}
