/** `drydock layers IMAGE|ARCHIVE`: what an image is made of. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { problemText } from '../host/configLayer.ts';
import { EngineError } from '../host/engine.ts';
import { ArchiveError } from '../host/imageArchive.ts';
import type { OpenImage } from '../host/openImage.ts';
import { ProcessError } from '../host/process.ts';
import { exceeded, type Gates, needLayers } from '../image/gates.ts';
import { formatSize } from '../image/size.ts';
import { comparisonText, findingsText, packagesText } from './insideText.ts';
import type { CommandIo } from './io.ts';
import { type LayersOptions, readLayersOptions } from './layersOptions.ts';
import { type LayersReport, layersReport } from './layersReport.ts';
import { layersText } from './layersText.ts';
import { openNamedImage } from './namedImage.ts';
import { UsageError } from './usageError.ts';

/** 0: fine; 1: a gate was exceeded; 2: could not do the work. */
export async function layers(args: readonly string[], io: CommandIo): Promise<number> {
	const opened: OpenImage[] = [];
	try {
		const options = readLayersOptions(args);
		const gates = { ...(await diveGates(options, io)), ...options.gates };
		const image = await openNamedImage(options, io);
		opened.push(image);
		const { compare, engine, platform } = options;
		const comparedWith = compare === undefined ? undefined : await openNamedImage({ image: compare, engine, platform }, io);
		if (comparedWith) opened.push(comparedWith);
		const report = await layersReport(image, { ...options, readsFiles: options.readsFiles || needLayers(gates), comparedWith }, io.signal);
		io.stdout(options.format === 'json' ? jsonText(report) : `${layersText(report, options.dockerfile)}${insideText(report)}`);
		const { layers: rows, summary } = report;
		const sentences = exceeded(gates, { size: rows.totalSize, waste: summary, dive: summary?.dive });
		for (const sentence of sentences) io.stderr(`${rows.reference}: ${sentence}\n`);
		return sentences.length > 0 ? 1 : 0;
	} catch (error) {
		if (!(error instanceof UsageError || error instanceof EngineError || error instanceof ArchiveError || error instanceof ProcessError)) throw error;
		io.stderr(`${error.message}\n`);
		return 2;
	} finally {
		for (const image of opened) image.close();
	}
}

function insideText({ findings, packages, comparison }: LayersReport): string {
	return [findings && findingsText(findings), packages && packagesText(packages), comparison && comparisonText(comparison)].join('');
}

function jsonText({ layers: rows, summary, files, findings, packages, comparison }: LayersReport): string {
	const waste = summary && { ...summary, trueEfficiency: summary.total === 0 ? 1 : summary.visible / summary.total };
	return `${JSON.stringify({ schema: 1, ...rows, waste, files, findings, packages, comparison }, undefined, 2)}\n`;
}

/** The file that was named, or `.dive-ci` where the command runs; without either no gates. */
async function diveGates({ diveConfig }: LayersOptions, io: CommandIo): Promise<Gates> {
	const name = diveConfig ?? '.dive-ci';
	const path = resolve(io.cwd, name);
	const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (diveConfig === undefined && error.code === 'ENOENT') return undefined;
		throw new UsageError(`Could not read ${name} (${error.code ?? 'unknown reason'}).`);
	});
	if (text === undefined) return {};
	const { readDiveConfig } = await import('../host/diveConfig.ts');
	const { gates, problems } = readDiveConfig(text, path);
	const [problem] = problems;
	if (problem) throw new UsageError(problemText(name, problem));
	io.stderr(`Gates of ${join(name)}: ${gateNames(gates)}\n`);
	return gates;
}

function gateNames({ minEfficiency, maxDiveWaste, maxDiveUserWaste }: Gates): string {
	const said = [
		minEfficiency === undefined ? [] : `efficiency at least ${minEfficiency}`,
		maxDiveWaste === undefined ? [] : `wasted at most ${formatSize(maxDiveWaste)}`,
		maxDiveUserWaste === undefined ? [] : `wasted share at most ${maxDiveUserWaste}`,
	].flat();
	return said.length === 0 ? 'none.' : `${said.join(', ')}.`;
}
