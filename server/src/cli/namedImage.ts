import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ArchiveSource } from '../host/archiveSource.ts';
import { findEngine } from '../host/engine.ts';
import { EngineSource } from '../host/engineSource.ts';
import { ArchiveError } from '../host/imageArchive.ts';
import { cacheFolder, LayerCache } from '../host/layerCache.ts';
import { OpenImage } from '../host/openImage.ts';
import type { DockerfileStep } from '../image/origins.ts';
import { DockerfileDocument } from '../service/document.ts';
import { dockerfileSteps } from '../service/steps.ts';
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
	const steps = dockerfile === undefined ? undefined : await readSteps(resolve(io.cwd, dockerfile), dockerfile, target);
	const path = resolve(io.cwd, image);
	const options = { cache: new LayerCache(join(cacheFolder(io.env), 'layers')), platform, signal: io.signal };
	if (await exists(path)) {
		const source = await ArchiveSource.open(path, options);
		if (source.platforms.length > 1) {
			const others = source.platforms.slice(1).join(', ');
			io.stderr(
				`${image} holds ${source.platforms.length} images; this is ${source.reference} for ${source.platforms[0]}. --platform shows another one: ${others}.\n`,
			);
		}
		return new OpenImage(source, steps);
	}
	if (/\.(tar|tgz|tar\.gz|tar\.zst)$/.test(image)) throw new ArchiveError(`Could not read ${image}: there is no such file.`);
	return new OpenImage(await EngineSource.open(await findEngine({ engine: engine ?? io.env.DRYDOCK_ENGINE, env: io.env }), image, options), steps);
}

async function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}

async function readSteps(path: string, name: string, target: string | undefined): Promise<readonly DockerfileStep[]> {
	const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw new UsageError(`Could not read ${name} (${error.code ?? 'unknown reason'}).`);
	});
	const steps = dockerfileSteps(new DockerfileDocument(text, { path: name }), target);
	if (steps === undefined) throw new UsageError(target === undefined ? `${name} has no FROM.` : `${name} has no stage "${target}".`);
	return steps;
}
