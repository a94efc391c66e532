/** What another order of the instructions would have saved, before anybody builds. */
import type { BuildRecord } from '../image/buildRecord.ts';
import type { CacheBuild, InputFiles, KeyedStep } from '../image/cacheBuild.ts';
import { type CacheForecast, type CacheSaving, cacheForecast } from '../image/cacheForecast.ts';
import { DockerfileDocument } from '../service/document.ts';
import { applyEdits } from '../service/edit.ts';
import { FactStore, settle } from '../service/facts.ts';
import { earlyCopies, moveActions } from '../service/refactor/moveCopyLower.ts';
import { couldBeBuilt, type Marker } from './cachedBuild.ts';
import { workspaceFiles } from './workspaceFiles.ts';

/** A shorter time is not worth a sentence. */
const shortestSeconds = 1;

export interface SavingOptions {
	readonly doc: DockerfileDocument;
	/** With whose choice it would be built. */
	readonly last: BuildRecord;
	/** The document with the files of now, and what it will run again. */
	readonly now: CacheBuild;
	readonly forecast: CacheForecast;
	/** How long a step of `now` took when it last ran. */
	readonly secondsOf: (step: KeyedStep) => number;
	/** The files of the last build. */
	readonly then: InputFiles | undefined;
	readonly marker: Marker;
}

/**
 * Asks the refactoring that moves a COPY of the whole context below the installation of dependencies for its text, and what of that text
 * the same change of files would have run again. `undefined`: files are not why steps run again, or nothing would be saved.
 */
export async function cacheSaving({ doc, last, now, forecast, secondsOf, then, marker }: SavingOptions): Promise<CacheSaving | undefined> {
	const early = earlyCopies(doc).find(({ copy }) => copy.line === forecast.lines[0]);
	if (!early || then === undefined || now.files === undefined) return undefined;
	const { result: edits } = await settle(new FactStore(), workspaceFiles({ dockerfile: last.dockerfile, context: last.choice.contextFolder }), facts => {
		const [action] = moveActions(doc, early, facts);
		const change = typeof action?.edits === 'function' ? action.edits(facts) : undefined;
		return change && 'edits' in change ? change.edits : undefined;
	});
	if (!edits) return undefined;
	const moved = new DockerfileDocument(applyEdits(doc.text, edits), { path: doc.path });
	const [past, present] = [couldBeBuilt(moved, last, then, marker), couldBeBuilt(moved, last, now.files, marker)];
	const again = past && present && cacheForecast(present, [{ ...past, built: true }]);
	if (!again) return undefined;
	const spared = stepsSpared(now, forecast, present, again);
	const run = now.steps.find(({ line }) => line === early.run.line);
	// where the RUN is divided, or its downloads go before it, only a part of its time is spared
	const divided = run !== undefined && (early.step.added !== undefined || !present.steps.some(({ own }) => own === run.own));
	const whole = divided && !spared.includes(run) ? [...spared, run] : spared;
	const seconds = whole.reduce((sum, step) => sum + secondsOf(step), 0);
	return seconds < shortestSeconds ? undefined : { line: early.copy.line, seconds, atMost: divided };
}

/** Steps that run again, and would not in the other order. */
function stepsSpared(now: CacheBuild, forecast: CacheForecast, present: CacheBuild, again: CacheForecast): readonly KeyedStep[] {
	const still = new Set(present.steps.filter(({ line }) => again.lines.includes(line)).map(({ own }) => own));
	return now.steps.filter(({ line, own }) => forecast.lines.includes(line) && !still.has(own));
}
