/** Pushing an image without replacing what somebody else put under its name. */
import type { PushPlan } from '../image/pushPlan.ts';
import type { ImageDigest } from '../service/types.ts';
import { type Engine, EngineError } from './engine.ts';
import { stream } from './process.ts';

/** As much of `Registry` as is asked. */
interface KnowsDigests {
	imageDigest(reference: string, signal?: AbortSignal): Promise<ImageDigest | null>;
}

/** Throws an `EngineError` or a `RegistryError`. */
export async function planPush(engine: Engine, image: string, registry: KnowsDigests, signal?: AbortSignal): Promise<PushPlan> {
	const [there, local] = await Promise.all([registry.imageDigest(image, signal), engine.ask(engine.dialect.inspect(image), signal)]);
	if (there === null) return { state: 'free', digest: undefined };
	// With the containerd store the id is the digest; a graph driver knows it once it was pushed or pulled.
	const own = [local.id, ...local.digests.map(digest => digest.split('@')[1])];
	return { state: own.includes(there.digest) ? 'same' : 'other', digest: there.digest };
}

export interface Push {
	readonly image: string;
	/** The digest that may be replaced. */
	readonly replaces: string | undefined;
	readonly registry: KnowsDigests;
	readonly onLine: (line: string) => void;
	readonly signal?: AbortSignal;
}

/** Answers the digest that the registry has then. Throws an `EngineError` or a `RegistryError`; then nothing was replaced. */
export async function pushImage(engine: Engine, { image, replaces, registry, onLine, signal }: Push): Promise<{ readonly digest: string | undefined }> {
	const { state, digest } = await planPush(engine, image, registry, signal);
	if (state === 'same') return { digest };
	if (state === 'other' && digest !== replaces)
		throw new EngineError('refused', `The registry has another image as ${image} (${digest}). Push under another tag, or say that it may be replaced.`);
	const { program, args } = engine.dialect.push(image);
	const said: string[] = [];
	const code = await stream({
		program,
		args,
		env: engine.env,
		signal,
		onLine: line => {
			said.push(line);
			if (said.length > 20) said.shift();
			onLine(line);
		},
	}).done;
	if (code !== 0) throw engine.failure(said.join('\n'), code);
	return { digest: (await registry.imageDigest(image, signal))?.digest };
}
