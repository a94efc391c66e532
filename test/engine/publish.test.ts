import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build } from '../../server/src/cli/build.ts';
import { BuildHistory } from '../../server/src/host/buildHistory.ts';
import { findEngine } from '../../server/src/host/engine.ts';
import { planPush, pushImage } from '../../server/src/host/pushImage.ts';
import { Registry } from '../../server/src/host/registry.ts';
import type { DockerEngine } from '../support/dockerEngine.ts';
import { engineKinds, withBuildKit } from '../support/engineKinds.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { skipUnless } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const registry = skipUnless('docker-registry');

for (const kind of engineKinds()) {
	describe(`pushing to a real registry: ${kind.title}`, { skip: kind.skip || registry.skip }, () => {
		let docker: DockerEngine;
		let server: TestRegistry;
		before(async () => {
			[docker, server] = [await kind.start(), await startRegistry()];
		});
		after(async () => {
			await server?.stop();
			await docker?.stop();
		});

		test('what is new is pushed once, and what somebody else put there stays until it is agreed to', async () => {
			const engine = await findEngine({ engine: 'docker', env: docker.env });
			const registry = new Registry();
			const image = `${server.host}/shop:1.0.0`;
			const push = (replaces?: string): Promise<{ readonly digest: string | undefined }> =>
				pushImage(engine, { image, replaces, registry, onLine: () => undefined });
			docker.importBusybox(image);
			assert.deepEqual(await planPush(engine, image, registry), { state: 'free', digest: undefined });
			const { digest } = await push();
			assert.match(digest ?? '', /^sha256:[0-9a-f]{64}$/);
			assert.deepEqual(await planPush(engine, image, registry), { state: 'same', digest });
			assert.deepEqual(await push(), { digest });

			// another image under the same name
			docker.docker('image', 'rm', image);
			const other = `${server.host}/other:1`;
			docker.importBusybox(other);
			const container = docker.docker('create', other, 'true').trim();
			docker.docker('commit', '--change', 'LABEL other=1', container, image);
			docker.docker('rm', container);
			assert.deepEqual(await planPush(engine, image, registry), { state: 'other', digest });
			await assert.rejects(push(), /The registry has another image as .*shop:1\.0\.0 \(sha256:/);
			assert.equal((await registry.imageDigest(image))?.digest, digest, 'nothing was replaced');
			assert.notEqual((await push(digest)).digest, digest);
			for (const name of [image, other]) docker.docker('image', 'rm', '--force', name);
		});

		test('what of a base image was fetched is told and remembered', { timeout: 60_000 }, async t => {
			const engine = await withBuildKit(kind, docker);
			const image = `${server.host}/base:${Date.now()}`;
			docker.importBusybox(image);
			docker.docker('push', '-q', image);
			docker.docker('image', 'rm', image);
			const cwd = temporaryFolder(t, { Dockerfile: `FROM ${image}\nRUN true\n` });
			const io = { stdout: () => undefined, stderr: () => undefined, env: { ...engine.env, XDG_STATE_HOME: join(cwd, 'state') }, cwd };
			assert.equal(await build(['--tag', 'drydock-test/fetched:1', '.'], io), 0);
			const [record] = await BuildHistory.of(io.env).list();
			docker.docker('image', 'rm', '--force', 'drydock-test/fetched:1');
			const [from, run] = record?.steps ?? [];
			// about two thirds of a megabyte: Debian's busybox, packed
			assert.ok((from?.pulledBytes ?? 0) > 300_000 && (from?.pulledBytes ?? 0) < 3_000_000, JSON.stringify(record?.steps));
			assert.equal(run?.pulledBytes, undefined);
		});
	});
}
