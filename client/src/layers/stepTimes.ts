import { listBuilds, readBuild, runsByLine } from '../../../server/src/protocol/history.ts';
import type { Server } from '../languageClient.ts';

/** How long the instruction of a line took when its image was built. */
export interface StepTime {
	/** `undefined`: the builder did not say. */
	readonly seconds: number | undefined;
	readonly cached: boolean;
}

/** By zero-based line, of the build on this machine that made the image; empty if none is remembered. */
export async function stepTimes(server: Server, dockerfile: string, imageId: string): Promise<ReadonlyMap<number, StepTime>> {
	const build = (await server.ask(listBuilds, { uri: dockerfile })).find(({ imageId: id }) => id === imageId);
	if (build === undefined) return new Map();
	const answer = await server.ask(readBuild, { id: build.id });
	if (answer.failure !== undefined) return new Map();
	return new Map([...runsByLine(answer.build.steps)].map(([line, { seconds, outcome }]) => [line, { seconds, cached: outcome === 'cached' }]));
}
