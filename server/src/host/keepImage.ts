/** Moving a tag without losing the image that has it: that one is kept under a name of its own first. */
import { isKeptName } from '../image/imageName.ts';
import type { ImageInspect } from '../image/records.ts';
import { type Engine, EngineError } from './engine.ts';

/** The name that the image of a tag is kept under. The time is that at which it was made, or `now` where the engine does not say. */
export function keptName(tag: string, { id, created }: Pick<ImageInspect, 'id' | 'created'>, now: Date): string {
	const made = created === undefined ? Number.NaN : Date.parse(created);
	// an image made the same way twice has the time 0, which says nothing
	const time = Number.isNaN(made) || made <= 0 ? now : new Date(made);
	return `${repositoryOf(tag)}:bld-${time.toISOString().replace(/\D/g, '').slice(0, 14)}-${id.replace(/^sha256:/, '').slice(0, 12)}`;
}

/**
 * Gives the image that has the tag now a second name, if it has none of that kind yet. `undefined`: no image has the tag.
 * Throws an `EngineError`; then nothing was moved.
 */
export async function keepImage(engine: Engine, tag: string, signal?: AbortSignal, now = new Date()): Promise<string | undefined> {
	const image = await imageOf(engine, tag, signal);
	if (!image) return undefined;
	const repository = repositoryOf(tag);
	const already = image.references.find(reference => isKeptName(reference) && sameRepository(repositoryOf(reference), repository));
	if (already !== undefined) return already;
	const name = keptName(tag, image, now);
	const holder = await imageOf(engine, name, signal);
	// a name that is another image's must not be moved either
	if (holder && holder.id !== image.id)
		throw new EngineError('refused', `${name} is the name of another image. Remove that name, or keep the image of ${tag} yourself.`);
	if (!holder) await engine.ask(engine.dialect.tag(image.id, name), signal);
	if ((await imageOf(engine, name, signal))?.id === image.id) return name;
	throw new EngineError('refused', `${engine.dialect.title} did not keep the image of ${tag} as ${name}. Nothing was moved; try again.`);
}

/**
 * Gives the tag to an earlier image and keeps the one that has it now. Answers the name of that one, `undefined` if there was none or if the tag
 * is where it should be. Throws an `EngineError`; then the tag is where it was.
 */
export async function rollBack(engine: Engine, image: string, tag: string, signal?: AbortSignal): Promise<{ readonly kept: string | undefined }> {
	const wanted = await imageOf(engine, image, signal);
	if (!wanted) throw new EngineError('noImage', `The image of that build is not there any more: ${engine.dialect.title} has removed it. Build it again.`);
	const present = await imageOf(engine, tag, signal);
	if (present?.id === wanted.id) return { kept: undefined };
	const kept = present && (await keepImage(engine, tag, signal));
	// From here on nobody interrupts: a tag is here or there.
	await engine.ask(engine.dialect.tag(wanted.id, tag));
	if ((await imageOf(engine, tag, undefined))?.id === wanted.id) return { kept };
	if (present) await engine.ask(engine.dialect.tag(present.id, tag));
	throw new EngineError('refused', `${engine.dialect.title} did not move ${tag}. It is where it was; try again.`);
}

/**
 * Takes from an image the names that a build gave it, and those it was kept under. With its last name the image goes; under another name of somebody
 * else's it stays. An image that is not there is fine.
 */
export async function removeImage(engine: Engine, id: string, tags: readonly string[], signal?: AbortSignal): Promise<void> {
	const image = await imageOf(engine, id, signal);
	if (!image) return;
	const own = image.references.filter(reference => isKeptName(reference) || tags.some(tag => sameRepository(reference, tag)));
	for (const reference of image.references.length === 0 ? [image.id] : own) await engine.ask(engine.dialect.removeImage(reference), signal);
}

async function imageOf(engine: Engine, reference: string, signal: AbortSignal | undefined): Promise<ImageInspect | undefined> {
	try {
		return await engine.ask(engine.dialect.inspect(reference), signal);
	} catch (error) {
		if (error instanceof EngineError && error.kind === 'noImage') return undefined;
		throw error;
	}
}

function repositoryOf(reference: string): string {
	const name = reference.split('@', 1)[0] ?? '';
	return /^(.*):[^:/]+$/.exec(name)?.[1] ?? name;
}

/** Engines differ in what they put before a name without a registry. */
function sameRepository(a: string, b: string): boolean {
	const short = (name: string): string => name.replace(/^(?:localhost\/|docker\.io\/library\/|docker\.io\/)/, '');
	return short(a) === short(b);
}
