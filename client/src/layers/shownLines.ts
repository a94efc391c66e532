import * as vscode from 'vscode';
import type { LayerWaste } from '../../../server/src/protocol/files.ts';
import type { ImageLayers } from '../../../server/src/protocol/layers.ts';
import { LineDecorations } from './decorations.ts';
import { LineFeatures } from './lineFeatures.ts';
import { lineSizes } from './lineSizes.ts';
import { LineTracker } from './lineTracker.ts';
import type { StepTime } from './stepTimes.ts';

/** The image at hand, on the lines of the Dockerfile that made it. */
export class ShownLines implements vscode.Disposable {
	readonly #tracker = new LineTracker();
	readonly #decorations = new LineDecorations(this.#tracker);
	readonly #features = new LineFeatures(this.#tracker);
	/** Of instructions, as they were when the image was built. */
	#ranges: readonly { readonly start: number; readonly end: number }[] = [];

	/** `waste`: of each real layer, once the files were read; `times` once the build was looked up. Without both the image is new, and its lines are those of the Dockerfile as it is now. */
	show(dockerfile: vscode.Uri | undefined, layers: ImageLayers, waste: readonly LayerWaste[] | undefined, times?: ReadonlyMap<number, StepTime>): void {
		this.#ranges = layers.rows.flatMap(({ line }) => line ?? []);
		if (waste === undefined && times === undefined) this.#tracker.follow(dockerfile);
		this.#tracker.add(this.#ranges.flatMap(({ start, end }) => [start, end]));
		const sizes = lineSizes(layers, waste, times);
		this.#decorations.show(dockerfile, sizes);
		this.#features.show(
			dockerfile && {
				dockerfile: dockerfile.toString(),
				reference: layers.reference,
				totalSize: layers.totalSize,
				layers: layers.rows.filter(({ empty }) => !empty).length,
				baseShare: layers.rows.reduce((sum, { fromBase, share }) => sum + (fromBase ? share : 0), 0),
				sizes,
			},
		);
	}

	clear(): void {
		this.#ranges = [];
		this.#tracker.follow(undefined);
		this.#decorations.show(undefined, []);
		this.#features.show(undefined);
	}

	set heatMap(on: boolean) {
		this.#decorations.heatMap = on;
	}

	/** Where a line of then stands now. */
	now(line: number): number | undefined {
		return this.#tracker.now(line);
	}

	/** The first line, as it was then, of the instruction that a line of now belongs to. */
	startOf(document: vscode.TextDocument, line: number): number | undefined {
		return this.#ranges.find(({ start, end }) => {
			const range = this.#tracker.range(document, { line: start, end });
			return range !== undefined && range.start.line <= line && line <= range.end.line;
		})?.start;
	}

	dispose(): void {
		vscode.Disposable.from(this.#features, this.#decorations, this.#tracker).dispose();
	}
}
