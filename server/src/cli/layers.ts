/** `drydock layers IMAGE|ARCHIVE`: what an image is made of. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ArchiveError, readArchiveFile } from '../host/archiveFile.ts';
import { EngineError, findEngine } from '../host/engine.ts';
import { ProcessError } from '../host/process.ts';
import { archiveLayers, type ImageLayers } from '../image/layerModel.ts';
import type { DockerfileStep } from '../image/origins.ts';
import { formatSize, parseSize } from '../image/size.ts';
import { DockerfileDocument } from '../service/document.ts';
import { dockerfileSteps } from '../service/steps.ts';
import type { CommandIo } from './io.ts';
import { layersText } from './layersText.ts';
import { UsageError } from './usageError.ts';

/** 0: fine; 1: a gate was exceeded; 2: could not do the work. */
export async function layers(args: readonly string[], io: CommandIo): Promise<number> {
	try {
		const options = readOptions(args);
		const image = await readImage(options, io);
		io.stdout(options.format === 'json' ? `${JSON.stringify({ schema: 1, ...image }, undefined, 2)}\n` : layersText(image, options.dockerfile));
		if (options.maxSize === undefined || image.totalSize <= options.maxSize) return 0;
		io.stderr(`${image.reference} has ${formatSize(image.totalSize)}, which is more than ${formatSize(options.maxSize)} (--max-size).\n`);
		return 1;
	} catch (error) {
		if (!(error instanceof UsageError || error instanceof EngineError || error instanceof ArchiveError || error instanceof ProcessError)) throw error;
		io.stderr(`${error.message}\n`);
		return 2;
	}
}

interface LayersOptions {
	readonly image: string;
	readonly dockerfile: string | undefined;
	readonly target: string | undefined;
	readonly format: 'text' | 'json';
	readonly maxSize: number | undefined;
	readonly engine: string | undefined;
}

function readOptions(args: readonly string[]): LayersOptions {
	const { values, positionals } = parsed(args);
	const [image] = positionals;
	if (image === undefined || positionals.length > 1) throw new UsageError('Name one image or archive: drydock layers IMAGE|ARCHIVE.');
	const format = values.format ?? 'text';
	if (format !== 'text' && format !== 'json') throw new UsageError(`The format "${format}" is not one of text and json.`);
	const maxSize = values['max-size'] === undefined ? undefined : parseSize(values['max-size']);
	if (values['max-size'] !== undefined && maxSize === undefined)
		throw new UsageError(`"${values['max-size']}" is no size. Write bytes, or a number with kB, MB, GB, KiB, MiB or GiB.`);
	return { image, dockerfile: values.dockerfile, target: values.target, format, maxSize, engine: values.engine };
}

function parsed(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				dockerfile: { type: 'string' },
				target: { type: 'string' },
				format: { type: 'string' },
				'max-size': { type: 'string' },
				engine: { type: 'string' },
			},
		});
	} catch (error) {
		throw UsageError.from(error);
	}
}

/** What exists as a file or folder is an archive; everything else is the name of an image. */
async function readImage({ image, dockerfile, target, engine }: LayersOptions, io: CommandIo): Promise<ImageLayers> {
	const steps = dockerfile === undefined ? undefined : await readSteps(resolve(io.cwd, dockerfile), dockerfile, target);
	const path = resolve(io.cwd, image);
	if (
		await stat(path).then(
			() => true,
			() => false,
		)
	) {
		const images = await readArchiveFile(path);
		const [first] = images;
		if (first === undefined) throw new ArchiveError(`Could not read ${image}: it holds no image.`);
		if (images.length > 1) io.stderr(`${image} holds ${images.length} images; this is ${first.references[0] ?? first.id}.\n`);
		return archiveLayers(first.references[0] ?? image, first, steps);
	}
	if (/\.(tar|tgz|tar\.gz)$/.test(image)) throw new ArchiveError(`Could not read ${image}: there is no such file.`);
	return (await findEngine({ engine: engine ?? io.env.DRYDOCK_ENGINE, env: io.env })).layers(image, steps, io.signal);
}

async function readSteps(path: string, name: string, target: string | undefined): Promise<readonly DockerfileStep[]> {
	const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		throw new UsageError(`Could not read ${name} (${error.code ?? 'unknown reason'}).`);
	});
	const steps = dockerfileSteps(new DockerfileDocument(text, { path: name }), target);
	if (steps === undefined) throw new UsageError(target === undefined ? `${name} has no FROM.` : `${name} has no stage "${target}".`);
	return steps;
}
