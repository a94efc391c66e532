import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from '../../server/src/cli/build.ts';
import { layers } from '../../server/src/cli/layers.ts';
import { withClient } from '../support/dockerEngine.ts';
import { engineKinds } from '../support/engineKinds.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

for (const kind of engineKinds(true)) {
	describe(`${kind.title} that is killed in the middle of a build`, { skip: kind.skip }, () => {
		for (const { program, version } of kind.clients()) {
			test(`is told by client ${version}, and is not there afterwards`, async t => {
				const engine = await kind.start();
				t.after(() => engine.stop());
				engine.importBusybox('drydock-test/base:1');
				const cwd = temporaryFolder(t, { Dockerfile: 'FROM drydock-test/base:1\nRUN busybox sleep 600\n' });
				let output = '';
				const print = (text: string): void => {
					output += text;
				};
				const io = { stdout: print, stderr: print, env: withClient(engine.env, program), cwd };
				const building = build(['-t', 'drydock-test/killed:1'], io);
				const begun = Date.now();
				while (!output.includes('RUN busybox sleep')) {
					assert.ok(Date.now() - begun < 60_000, output);
					await delay(50);
				}
				await engine.kill?.();
				assert.equal(await building, 2, output);
				assert.match(output, /^Docker stopped in the middle of the build\. Start it, then build again\.$/m);

				output = '';
				assert.equal(await layers(['drydock-test/base:1'], io), 2);
				assert.match(output, /^Docker did not answer at unix:\/\/\S+\. Start it, or read an archive of the image: that needs no engine\.$/m);
			});
		}
	});
}
