import { type Engine, EngineError, findEngine } from '../host/engine.ts';
import { rollBack } from '../host/keepImage.ts';
import { planPush, pushImage } from '../host/pushImage.ts';
import { Registry } from '../host/registry.ts';
import { isTaken, nameProblem, nextFreeTag } from '../image/imageName.ts';
import type { Answered, PushParams, PushPlan, TagImageParams } from '../protocol/index.ts';
import { answered } from './answered.ts';
import type { EngineContext, Publishing } from './host.ts';

/** Names for images that are built: here, and in a registry. */
export class NodePublishing implements Publishing {
	readonly #env: NodeJS.ProcessEnv;
	/** Mirrors are for reading: what is pushed goes to the registry that the name says. */
	readonly #registry: Registry;

	constructor(env: NodeJS.ProcessEnv) {
		this.#env = env;
		this.#registry = new Registry({ environment: env });
	}

	tag({ image, tag, existing }: TagImageParams, context: EngineContext): Promise<Answered<{ readonly kept: string | undefined }>> {
		return answered(async () => {
			const problem = nameProblem(tag);
			if (problem !== undefined) throw new EngineError('refused', problem);
			const engine = await this.#engine(context);
			const references = (await engine.ask(engine.dialect.list(), context.signal)).flatMap(({ reference }) => reference ?? []);
			if (existing !== 'keep' && isTaken(tag, references))
				throw new EngineError('refused', `${tag} exists, and a tag is never moved. The next free one is ${nextFreeTag(tag, references)}.`);
			return rollBack(engine, image, tag, context.signal);
		});
	}

	plan(image: string, context: EngineContext): Promise<Answered<PushPlan>> {
		return answered(async () => planPush(await this.#engine(context), image, this.#registry, context.signal));
	}

	push({ image, replaces }: PushParams, context: EngineContext, onLine: (line: string) => void): Promise<Answered<{ readonly digest: string | undefined }>> {
		return answered(async () => pushImage(await this.#engine(context), { image, replaces, registry: this.#registry, onLine, signal: context.signal }));
	}

	#engine({ settings }: EngineContext): Promise<Engine> {
		return findEngine({ engine: settings.engine, enginePath: settings.enginePath, env: this.#env });
	}
}
