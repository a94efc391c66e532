import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Registry } from '../../server/src/host/registry.ts';
import { pushImage, pushIndex, tagImage } from '../support/pushImage.ts';
import { startRegistry, type TestRegistry } from '../support/registry.ts';
import { findProgram, need, skipUnless } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const nowhere = { DOCKER_CONFIG: '/nonexistent' };

describe('an open registry', skipUnless('docker-registry'), () => {
	let server: TestRegistry;
	const registry = new Registry({ environment: nowhere });
	before(async () => {
		server = await startRegistry();
	});
	after(() => server.stop());

	test('gives the digest of a single manifest', async () => {
		const { digest } = await pushImage(server, 'team/app', '1.0');
		assert.deepEqual(await registry.imageDigest(`${server.host}/team/app:1.0`), { digest, source: server.host });
	});

	test('gives the digest of the index, not of one of its manifests', async () => {
		const index = await pushIndex(server, 'team/multi', '2');
		const answer = await registry.imageDigest(`${server.host}/team/multi:2`);
		assert.equal(answer?.digest, index.digest);
		assert.ok(index.manifests.every(manifest => manifest.digest !== answer?.digest));
	});

	test('agrees with skopeo', async t => {
		if (!need(t, 'skopeo')) return;
		await pushIndex(server, 'team/both', '3');
		const raw = execFileSync('skopeo', ['inspect', '--raw', '--tls-verify=false', `docker://${server.host}/team/both:3`]);
		const answer = await registry.imageDigest(`${server.host}/team/both:3`);
		assert.equal(answer?.digest, `sha256:${createHash('sha256').update(raw).digest('hex')}`);
	});

	test('has no such tag and no such repository', async () => {
		await pushImage(server, 'team/app', '1.0');
		assert.equal(await registry.imageDigest(`${server.host}/team/app:9.9`), null);
		assert.equal(await registry.imageDigest(`${server.host}/team/nothing:1`), null);
		assert.equal(await registry.imageTags(`${server.host}/team/nothing`), null);
	});

	test('lists more tags than one page holds', async () => {
		const image = await pushImage(server, 'team/many', 't0');
		const tags = Array.from({ length: 1203 }, (_, at) => `t${at}`);
		for (let at = 1; at < tags.length; at += 50) await Promise.all(tags.slice(at, at + 50).map(tag => tagImage(server, 'team/many', tag, image)));
		assert.deepEqual([...((await registry.imageTags(`${server.host}/team/many`)) ?? [])].sort(), tags.sort());
	});

	test('stands in for docker.io as its mirror', async () => {
		const { digest } = await pushIndex(server, 'library/node', '22');
		const mirrored = new Registry({ mirrors: { 'docker.io': server.url }, environment: nowhere });
		assert.deepEqual(await mirrored.imageDigest('node:22'), { digest, source: server.host });
		assert.deepEqual(await mirrored.imageTags('docker.io/library/node'), ['22']);
	});

	test('stands in for another host below a path', async () => {
		const { digest } = await pushIndex(server, 'proxy/quay/org/tool', '1');
		const mirrored = new Registry({ mirrors: { 'quay.io': `${server.host}/proxy/quay` }, environment: nowhere });
		assert.equal((await mirrored.imageDigest('quay.io/org/tool:1'))?.digest, digest);
	});
});

for (const [kind, programs] of [
	['htpasswd', ['docker-registry', 'htpasswd']],
	['token', ['docker-registry', 'openssl']],
] as const) {
	describe(`a registry with a log-in by ${kind}`, skipUnless(...programs), () => {
		let server: TestRegistry;
		let digest: string;
		before(async () => {
			server = await startRegistry(kind);
			digest = (await pushIndex(server, 'secret/app', '1')).digest;
		});
		after(() => server.stop());

		const configured = (t: Parameters<typeof temporaryFolder>[0], config: object): Registry =>
			new Registry({ environment: { DOCKER_CONFIG: temporaryFolder(t, { 'config.json': JSON.stringify(config) }) } });
		const auth = (): string => btoa(`${server.user}:${server.password}`);

		test('says that it wants a log-in', async t => {
			await assert.rejects(configured(t, {}).imageDigest(`${server.host}/secret/app:1`), {
				name: 'RegistryError',
				kind: 'denied',
				message: `${server.host} does not show secret/app. Check the name, or run "docker login ${server.host}" if it is private.`,
			});
		});

		test('lets in whom the Docker configuration names', async t => {
			const registry = configured(t, { auths: { [server.host]: { auth: auth() } } });
			assert.equal((await registry.imageDigest(`${server.host}/secret/app:1`))?.digest, digest);
			assert.deepEqual(await registry.imageTags(`${server.host}/secret/app`), ['1']);
		});

		test('lets in by an old kind of key with an address', async t => {
			const registry = configured(t, { auths: { [`http://${server.host}/v1/`]: { auth: auth() } } });
			assert.equal((await registry.imageDigest(`${server.host}/secret/app:1`))?.digest, digest);
		});

		test('a wrong password is named without showing it', async t => {
			const registry = configured(t, { auths: { [server.host]: { auth: btoa(`${server.user}:barnacles`) } } });
			await assert.rejects(registry.imageDigest(`${server.host}/secret/app:1`), (error: Error) => {
				assert.equal(error.message, `${server.host} did not accept the saved log-in for secret/app. Run "docker login ${server.host}" again.`);
				return true;
			});
		});

		for (const key of ['credHelpers', 'credsStore'] as const) {
			test(`asks the program that ${key} names`, async t => {
				const folder = temporaryFolder(t, {
					'bin/docker-credential-chest': `#!${findProgram('sh') ?? '/bin/sh'}\nread server\n[ "$1 $server" = "get ${server.host}" ] || { echo "credentials not found in native keychain"; exit 1; }\nprintf '{"Username":"${server.user}","Secret":"${server.password}"}'\n`,
					'config.json': JSON.stringify(key === 'credsStore' ? { credsStore: 'chest' } : { credHelpers: { [server.host]: 'chest' } }),
				});
				execFileSync('chmod', ['+x', join(folder, 'bin/docker-credential-chest')]);
				const registry = new Registry({ environment: { DOCKER_CONFIG: folder, PATH: `${join(folder, 'bin')}:${process.env['PATH']}` } });
				assert.equal((await registry.imageDigest(`${server.host}/secret/app:1`))?.digest, digest);
			});
		}

		test('says when the program that knows the password is missing', async t => {
			await assert.rejects(
				configured(t, { credsStore: 'lost' }).imageDigest(`${server.host}/secret/app:1`),
				/The credential helper docker-credential-lost is not installed\./,
			);
		});

		test('a helper is a name and never a path', async t => {
			await assert.rejects(configured(t, { credsStore: '../../bin/evil' }).imageDigest(`${server.host}/secret/app:1`), /has a name that is none/);
		});

		test('says when the configuration is not JSON', async t => {
			const folder = temporaryFolder(t, { 'config.json': '{' });
			await assert.rejects(
				new Registry({ environment: { DOCKER_CONFIG: folder } }).imageDigest(`${server.host}/secret/app:1`),
				/config\.json is not valid JSON\./,
			);
		});
	});
}
