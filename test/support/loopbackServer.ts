import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export interface LoopbackServer {
	/** `127.0.0.1:PORT` */
	readonly host: string;
	readonly url: string;
	/** What came in, in order. */
	readonly requests: readonly IncomingMessage[];
}

/** A server of our own that behaves as badly as a test wants; it ends with the test. */
export async function loopbackServer(t: TestContext, answer: RequestListener): Promise<LoopbackServer> {
	const requests: IncomingMessage[] = [];
	const server = createServer((request, response) => {
		requests.push(request);
		answer(request, response);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	t.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { host, url: `http://${host}`, requests };
}
