import { imageEventArgs, readImageEvent, type TaggedImage } from '../image/imageEvents.ts';
import type { Engine } from './engine.ts';
import { ProcessError, stream } from './process.ts';

/** Tells of every image that gets a name, until `signal`; resolves then. Throws an `EngineError` if the engine does not tell, or stops. */
export async function watchImages(engine: Engine, onTagged: (image: TaggedImage) => void, signal: AbortSignal): Promise<void> {
	const said: string[] = [];
	const { done } = stream({
		program: engine.program,
		args: imageEventArgs[engine.dialect.name],
		env: engine.env,
		signal,
		onLine: (line, from) => {
			const tagged = from === 'stdout' ? readImageEvent(line) : undefined;
			if (tagged) onTagged(tagged);
			else if (from === 'stderr' && said.length < 20) said.push(line);
		},
	});
	const code = await done.catch(error => {
		if (error instanceof ProcessError && error.kind === 'aborted') return undefined;
		throw error;
	});
	if (code !== undefined && !signal.aborted) throw engine.failure(said.join('\n'), code);
}
