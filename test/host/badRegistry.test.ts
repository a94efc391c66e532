import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { type TestContext, test } from 'node:test';
import { Registry } from '../../server/src/host/registry.ts';
import { type LoopbackServer, loopbackServer } from '../support/loopbackServer.ts';
import { freePort } from '../support/registry.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const manifest = JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.manifest.v1+json' });
const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
const nowhere = { DOCKER_CONFIG: '/nonexistent' };
const ask = (server: LoopbackServer, options = {}): Promise<unknown> =>
	new Registry({ timeoutMs: 20_000, environment: nowhere, ...options }).imageDigest(`${server.host}/a/b:1`);

/** Expects the sentence, in which HOST stands for the server. */
async function says(t: TestContext, answer: RequestListener, kind: string, sentence: string, options = {}): Promise<void> {
	const server = await loopbackServer(t, answer);
	await assert.rejects(ask(server, options), (error: Error & { kind?: string }) => {
		assert.equal(error.message.replaceAll(server.host, 'HOST'), sentence);
		assert.equal(error.kind, kind);
		return true;
	});
}

test('a status that is no answer is put in words', async t => {
	const cases: readonly (readonly [number, Record<string, string>, string, string])[] = [
		[401, {}, 'denied', 'HOST does not show a/b. Check the name, or run "docker login HOST" if it is private.'],
		[403, {}, 'denied', 'HOST does not show a/b. Check the name, or run "docker login HOST" if it is private.'],
		[429, { 'Retry-After': '30' }, 'limited', 'HOST takes no more questions for now. Try again in 30 s, or log in with docker login.'],
		[429, { 'Retry-After': '600' }, 'limited', 'HOST takes no more questions for now. Try again in 10 min, or log in with docker login.'],
		[429, {}, 'limited', 'HOST takes no more questions for now. Try again later, or log in with docker login.'],
		[500, {}, 'broken', 'HOST has a fault of its own (status 500). Try again later.'],
		[503, {}, 'broken', 'HOST has a fault of its own (status 503). Try again later.'],
		[418, {}, 'refused', 'HOST answered with status 418. Check that it is a registry.'],
	];
	for (const [status, headers, kind, sentence] of cases) {
		await t.test(`${status} ${JSON.stringify(headers)}`, inner => says(inner, (_, response) => response.writeHead(status, headers).end(), kind, sentence));
	}
});

test('404 is an answer', async t => {
	const server = await loopbackServer(t, (_, response) => response.writeHead(404).end());
	assert.equal(await ask(server), null);
});

test('a server that never answers', t => says(t, () => {}, 'timedOut', 'HOST did not answer in 0.3 s.', { timeoutMs: 300 }));

test('a server that stops in the middle', t =>
	says(t, (_, response) => response.writeHead(200).write('{"schemaVersion'), 'timedOut', 'HOST did not answer in 0.3 s.', { timeoutMs: 300 }));

test('a server that hangs up', t =>
	says(t, (_, response) => response.destroy(), 'unreachable', 'HOST could not be reached: it broke the connection off. Check its address and the network.'));

test('a body without end', t =>
	says(
		t,
		(_, response) => {
			const more = (): void => {
				while (!response.destroyed && response.write('x'.repeat(65_536)));
			};
			response.writeHead(200).on('drain', more);
			more();
		},
		'tooLarge',
		'HOST answered with more than 4 MB. Check that it is a registry.',
	));

test('a digest in the header that is not that of the body', t =>
	says(
		t,
		(_, response) => response.writeHead(200, { 'Docker-Content-Digest': `sha256:${'0'.repeat(64)}` }).end(manifest),
		'lied',
		'HOST gave a digest that is not that of the manifest it sent. Check its address, or whether something stands in between.',
	));

test('a digest in the header that is none', t =>
	says(
		t,
		(_, response) => response.writeHead(200, { 'Docker-Content-Digest': 'sha256:../../evil' }).end(manifest),
		'lied',
		'HOST gave a digest that is none. Check its address, or whether something stands in between.',
	));

test('a page of a hotel network', t =>
	says(
		t,
		(_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Welcome'),
		'lied',
		'HOST did not answer as a registry does. Check its address, or whether something stands in between.',
	));

test('a manifest in the format of 2014', t =>
	says(
		t,
		(_, response) => response.writeHead(200).end('{"schemaVersion":1}'),
		'lied',
		'HOST has this image only in the format of 2014, which has no usable digest. Check its address, or whether something stands in between.',
	));

test('without the header the digest is that of the body, and all four kinds of manifest are asked for', async t => {
	const server = await loopbackServer(t, (_, response) => response.writeHead(200).end(manifest));
	assert.deepEqual(await ask(server), { digest, source: server.host });
	const accept = server.requests[0]?.headers.accept ?? '';
	for (const type of ['oci.image.index.v1', 'oci.image.manifest.v1', 'docker.distribution.manifest.list.v2', 'docker.distribution.manifest.v2'])
		assert.match(accept, new RegExp(`vnd\\.${type}\\+json`));
});

test('nobody listens', async () => {
	const host = `127.0.0.1:${await freePort()}`;
	await assert.rejects(new Registry({ environment: nowhere }).imageDigest(`${host}/a:1`), {
		name: 'HttpError',
		message: `${host} could not be reached: nothing listens there. Check its address and the network.`,
	});
});

test('a port that fetch keeps away from', async () => {
	await assert.rejects(new Registry({ environment: nowhere }).imageDigest('127.0.0.1:6000/a:1'), {
		message: '127.0.0.1:6000 cannot be asked: its port is kept for another protocol. Let the registry listen on another one.',
	});
});

test('a host without a name that anybody knows', async () => {
	await assert.rejects(new Registry({ environment: nowhere }).imageDigest('registry.invalid/a:1'), {
		kind: 'unreachable',
		message: /^registry\.invalid could not be reached: its name /,
	});
});

test('https that is not', async t => {
	// A mirror with https at a port that speaks plain http.
	const server = await loopbackServer(t, (_, response) => response.end());
	await assert.rejects(new Registry({ mirrors: { 'quay.io': `https://${server.host}` }, environment: nowhere }).imageDigest('quay.io/a/b:1'), {
		message: `${server.host} could not be reached: it does not speak https. Check its address and the network.`,
	});
});

test('a look-up that is cancelled ends at once', async t => {
	const control = new AbortController();
	const server = await loopbackServer(t, () => control.abort());
	await assert.rejects(new Registry({ timeoutMs: 60_000, environment: nowhere }).imageDigest(`${server.host}/a/b:1`, control.signal), { kind: 'aborted' });
});

test('a redirect to another host goes without the password', async t => {
	const other = await loopbackServer(t, (_, response) => response.writeHead(200).end(manifest));
	const server = await loopbackServer(t, (request, response) => {
		if (request.headers.authorization) response.writeHead(307, { Location: `${other.url}/elsewhere` }).end();
		else response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end();
	});
	const DOCKER_CONFIG = temporaryFolder(t, { 'config.json': JSON.stringify({ auths: { [server.host]: { auth: btoa('me:mine') } } }) });
	assert.deepEqual(await ask(server, { environment: { DOCKER_CONFIG } }), { digest, source: server.host });
	assert.equal(server.requests[1]?.headers.authorization, `Basic ${btoa('me:mine')}`);
	assert.equal(other.requests.length, 1);
	assert.equal(other.requests[0]?.headers.authorization, undefined);
});

test('a redirect on the same host keeps the password', async t => {
	const server = await loopbackServer(t, (request, response) => {
		if (!request.headers.authorization) response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end();
		else if (request.url === '/moved') response.writeHead(200).end(manifest);
		else response.writeHead(302, { Location: '/moved' }).end();
	});
	const DOCKER_CONFIG = temporaryFolder(t, { 'config.json': JSON.stringify({ auths: { [server.host]: { auth: btoa('me:mine') } } }) });
	assert.deepEqual(await ask(server, { environment: { DOCKER_CONFIG } }), { digest, source: server.host });
});

test('redirects in a circle end', t =>
	says(
		t,
		(_, response) => response.writeHead(302, { Location: '/round' }).end(),
		'badRedirect',
		'HOST redirects more than 5 times. Check the address of the registry or of its mirror.',
	));

test('a password never goes to a log-in server without https', async t => {
	const server = await loopbackServer(t, (_, response) =>
		response.writeHead(401, { 'WWW-Authenticate': 'Bearer realm="http://thief.example/token",service="x"' }).end(),
	);
	const DOCKER_CONFIG = temporaryFolder(t, { 'config.json': JSON.stringify({ auths: { [server.host]: { auth: btoa('me:mine') } } }) });
	await assert.rejects(ask(server, { environment: { DOCKER_CONFIG } }), {
		kind: 'lied',
		message: `${server.host} sends log-ins to thief.example without https. Check the address of the registry.`,
	});
});

test('only reading of this repository is asked for, whatever the challenge says', async t => {
	const server: LoopbackServer = await loopbackServer(t, (request, response) => {
		if (request.url?.startsWith('/token')) response.writeHead(200).end('{"token":"abc"}');
		else if (request.headers.authorization === 'Bearer abc') response.writeHead(200).end(manifest);
		else
			response
				.writeHead(401, { 'WWW-Authenticate': `Bearer realm="http://${request.headers.host}/token",service="s",scope="repository:other/secret:pull,push"` })
				.end();
	});
	assert.deepEqual(await ask(server), { digest, source: server.host });
	assert.equal(new URL(server.requests[1]?.url ?? '', server.url).searchParams.get('scope'), 'repository:a/b:pull');
});

test('a list of tags that goes round in a circle', async t => {
	const server = await loopbackServer(t, (request, response) => response.writeHead(200, { Link: `<${request.url}>; rel="next"` }).end('{"tags":["a"]}'));
	await assert.rejects(new Registry({ environment: nowhere }).imageTags(`${server.host}/a/b`), {
		kind: 'lied',
		message: /has a list of tags that does not end/,
	});
});

test('a list of tags that goes on at another host', async t => {
	const server = await loopbackServer(t, (_, response) => response.writeHead(200, { Link: '<http://elsewhere.example/>; rel="next"' }).end('{"tags":["a"]}'));
	await assert.rejects(new Registry({ environment: nowhere }).imageTags(`${server.host}/a/b`), { kind: 'lied', message: /goes on at elsewhere\.example/ });
});

test('plain http is for this machine and for hosts that the settings name', async t => {
	const server = await loopbackServer(t, (_, response) => response.writeHead(200).end(manifest));
	const mirrors = { 'quay.io': 'http://mirror.example' };
	await assert.rejects(new Registry({ mirrors, environment: nowhere }).imageDigest('quay.io/a/b:1'), {
		kind: 'badSetting',
		message: /mirror\.example, the mirror of quay\.io, is not asked without https/,
	});
	assert.deepEqual(await ask(server, { mirrors: { [server.host]: server.url } }), { digest, source: server.host });
});

test('what is no image name is never sent', async () => {
	await assert.rejects(new Registry().imageDigest('a/../../b:1'), { kind: 'badName' });
});
