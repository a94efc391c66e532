import { type ImageEvent, imageEventArgs, readImageEvent, type TaggedImage } from '../image/imageEvents.ts';
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
			const event = from === 'stdout' ? readImageEvent(line) : undefined;
			if (event) void namesOf(engine, event, signal).then(images => signal.aborted || images.forEach(onTagged));
			else if (from === 'stderr' && said.length < 20) said.push(line);
		},
	});
	const code = await done.catch(error => {
		if (error instanceof ProcessError && error.kind === 'aborted') return undefined;
		throw error;
	});
	if (code !== undefined && !signal.aborted) throw engine.failure(said.join('\n'), code);
}

/** One that is gone again has none. */
async function namesOf(engine: Engine, event: ImageEvent, signal: AbortSignal): Promise<readonly TaggedImage[]> {
	if ('id' in event && 'reference' in event) return [event];
	const image = await engine.ask(engine.dialect.inspect('id' in event ? event.id : event.reference), signal).catch(() => undefined);
	if (!image) return [];
	const references = 'id' in event ? image.references : [event.reference];
	return references.map(reference => ({ id: image.id, reference }));
}
