/** What a build tells while it runs. */
export type BuildEvent =
	| {
			readonly kind: 'step';
			readonly number: number;
			readonly total: number;
			readonly stage: string | undefined;
			readonly text: string;
			readonly vertex: string | undefined;
	  }
	| {
			readonly kind: 'stepDone';
			readonly number: number;
			readonly stage: string | undefined;
			readonly seconds: number | undefined;
			readonly cached: boolean;
			readonly vertex: string | undefined;
	  }
	| { readonly kind: 'log'; readonly text: string; readonly vertex: string | undefined }
	| { readonly kind: 'warning'; readonly text: string };

interface Vertex {
	readonly stage: string | undefined;
	readonly number: number;
	readonly total: number;
	readonly text: string;
}

/** Reads a builder's plain progress line by line; BuildKit's and the classic builder's forms are told apart by the lines themselves. */
export class ProgressReader {
	readonly #vertexes = new Map<string, Vertex>();
	#classic: number | undefined;
	#imageId: string | undefined;

	/** The id that the builder printed, if it did: full from BuildKit on a graph driver, short from the classic builder. */
	get imageId(): string | undefined {
		return this.#imageId;
	}

	line(line: string): BuildEvent[] {
		const vertex = /^#(\d+) (.*)$/.exec(line);
		if (vertex) return this.#vertexLine(vertex[1] as string, vertex[2] as string);
		const step = /^(?:\[(\d+)\/\d+\] )?(?:Step|STEP) (\d+)\/(\d+) ?: (.*)$/.exec(line);
		if (step) {
			this.#classic = Number(step[2]);
			return [{ kind: 'step', number: this.#classic, total: Number(step[3]), stage: undefined, text: step[4] as string, vertex: undefined }];
		}
		if (/^(?:WARNING|\[Warning\]|DEPRECATED)\b/.test(line)) return [{ kind: 'warning', text: line.replace(/^(?:WARNING: ?|\[Warning\] )/, '') }];
		this.#imageId = /^Successfully built ([0-9a-f]{12,64})$/.exec(line)?.[1] ?? this.#imageId;
		if (this.#classic !== undefined && line === ' ---> Using cache')
			return [{ kind: 'stepDone', number: this.#classic, stage: undefined, seconds: undefined, cached: true, vertex: undefined }];
		return line.trim() === '' ? [] : [{ kind: 'log', text: line, vertex: undefined }];
	}

	#vertexLine(id: string, rest: string): BuildEvent[] {
		const known = this.#vertexes.get(id);
		const named = /^\[(?:([^\s\]]+) )?\s*(\d+)\/(\d+)\] (.*)$/.exec(rest);
		if (named) {
			// After a pause for another vertex BuildKit names this one again.
			if (known) return [];
			const vertex: Vertex = { stage: named[1], number: Number(named[2]), total: Number(named[3]), text: named[4] as string };
			this.#vertexes.set(id, vertex);
			return [{ kind: 'step', ...vertex, vertex: id }];
		}
		const done = /^(?:DONE ([\d.]+)s|(CACHED))$/.exec(rest);
		if (done)
			return known
				? [
						{
							kind: 'stepDone',
							number: known.number,
							stage: known.stage,
							seconds: done[1] === undefined ? undefined : Number(done[1]),
							cached: done[2] !== undefined,
							vertex: id,
						},
					]
				: [];
		this.#imageId = /^writing image (sha256:[0-9a-f]{64})/.exec(rest)?.[1] ?? this.#imageId;
		if (/^WARN(?:ING)?: /.test(rest)) return [{ kind: 'warning', text: rest.replace(/^WARN(?:ING)?: /, '') }];
		// "#8 0.250 text" is output of a RUN; digests, transfers and dots are not worth a line.
		const log = /^\d+\.\d+ ?(.*)$/.exec(rest);
		return log ? [{ kind: 'log', text: log[1] as string, vertex: id }] : [];
	}
}
