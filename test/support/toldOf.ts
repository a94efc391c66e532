import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../../server/src/host/engine.ts';
import { watchImages } from '../../server/src/host/watchImages.ts';
import type { TaggedImage } from '../../server/src/image/imageEvents.ts';

/**
 * Makes images until the engine tells of one: nobody says when it has begun to tell. `make` gives the name of its image, another one each
 * time. Checks that the id is that of the image, and that the watching ends when it is asked to.
 */
export async function toldOf(t: TestContext, engine: Engine, make: (attempt: number) => string | Promise<string>): Promise<void> {
	const stop = new AbortController();
	t.after(() => stop.abort());
	const tagged: TaggedImage[] = [];
	const watching = watchImages(engine, image => tagged.push(image), stop.signal);
	for (let attempt = 1; tagged.length === 0; attempt++) {
		assert.ok(attempt <= 10, 'nothing was told of ten images');
		const made = await make(attempt);
		for (const patience = Date.now() + 2_000; Date.now() < patience && tagged.length === 0; ) await delay(20);
		const [told] = tagged.filter(({ reference }) => reference.endsWith(made));
		if (told) assert.equal(told.id, (await engine.ask(engine.dialect.inspect(made))).id);
		else assert.equal(tagged.length, 0, JSON.stringify(tagged));
	}
	stop.abort();
	await watching;
}
