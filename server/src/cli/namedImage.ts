import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ArchiveSource } from '../host/archiveSource.ts';
import { findEngine } from '../host/engine.ts';
import { EngineSource } from '../host/engineSource.ts';
import { keptContents } from '../host/findings/imageFindings.ts';
import { ArchiveError } from '../host/imageArchive.ts';
import { cacheFolder, LayerCache } from '../host/layerCache.ts';
import { OpenImage } from '../host/openImage.ts';
import type { DockerfileAtHand } from '../image/layerModel.ts';
import { DockerfileDocument } from '../service/document.ts';
import { dockerfileAtHand } from '../service/steps.ts';
import type { CommandIo } from './io.ts';
import { UsageError } from './usageError.ts';

export interface ImageName {
	readonly image: string;
	readonly dockerfile?: string | undefined;
	readonly target?: string | undefined;
	readonly platform?: string | undefined;
	readonly engine?: string | undefined;
}

/** What exists as a file or folder is an archive; everything else is the name of an image. */
export async function openNamedImage({ image, dockerfile, target, platform, engine }: ImageName, io: CommandIo): Promise<OpenImage> {
	const atHand = dockerfile === undefined ? undefined : await readDockerfile(resolve(io.cwd, dockerfile), dockerfile, target);
	const path = resolve(io.cwd, image);
	const options = { cache: new LayerCache(join(cacheFolder(io.env), 'layers')), platform, signal: io.signal, ...keptContents };
	if (await exists(path)) {
		const source = await ArchiveSource.open(path, options);
		if (source.platforms.length > 1) {
			const others = source.platforms.slice(1).join(', ');
			io.stderr(
				`${image} holds ${source.platforms.length} images; this is ${source.reference} for ${source.platforms[0]}. --platform shows another one: ${others}.\n`,
			);
		}
		return new OpenImage(source, atHand);
	}
	if (/\.(tar|tgz|tar\.gz|tar\.zst)$/.test(image)) throw new ArchiveError(`Could not read ${image}: there is no such file.`);
	return new OpenImage(await EngineSource.open(await findEngine({ engine: engine ?? io.env.DRYDOCK_ENGINE, env: io.env }), image, options), atHand);
}

async function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}

async function readDockerfile(path: string, name: string, target: string | undefined): Promise<DockerfileAtHand> {
	const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw new UsageError(`Could not read ${name} (${error.code ?? 'unknown reason'}).`);
	});
	const found = dockerfileAtHand(new DockerfileDocument(text, { path: name }), target);
	if (found === undefined) throw new UsageError(target === undefined ? `${name} has no FROM.` : `${name} has no stage "${target}".`);
	return found;
}
