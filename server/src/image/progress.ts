import { parseSize } from './size.ts';

/** What a build tells while it runs. */
export type BuildEvent =
	| {
			readonly kind: 'step';
			readonly number: number;
			readonly total: number;
			readonly stage: string | undefined;
			/** `linux/arm64`; `linux/amd64->arm64` where one machine compiles for another. Named if the build is for more than one. */
			readonly platform?: string;
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
	| Transfer
	| { readonly kind: 'log'; readonly text: string; readonly vertex: string | undefined }
	| { readonly kind: 'warning'; readonly text: string };

/** Bytes that have come so far: of the packed layers of a base image, of which the total is known, or of the build context. */
export interface Transfer {
	readonly kind: 'transfer';
	readonly of: 'image' | 'context';
	readonly bytes: number;
	readonly total: number | undefined;
	readonly vertex: string;
}

interface Vertex {
	readonly platform?: string;
	readonly stage: string | undefined;
	readonly number: number;
	readonly total: number;
	readonly text: string;
}

/** Reads a builder's plain progress line by line; BuildKit's and the classic builder's forms are told apart by the lines themselves. */
export class ProgressReader {
	readonly #vertexes = new Map<string, Vertex>();
	/** Per vertex: bytes that have come and bytes in all, by the digest of the layer. */
	readonly #pulls = new Map<string, Map<string, readonly [bytes: number, total: number]>>();
	/** Those that send files: the context, and contexts by name. */
	readonly #senders = new Set<string>();
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
		const named = stepName.exec(rest)?.groups;
		if (named) {
			// After a pause for another vertex BuildKit names this one again.
			if (known) return [];
			const { platform, stage, number, total, text } = named;
			const vertex: Vertex = { ...(platform === undefined ? {} : { platform }), stage, number: Number(number), total: Number(total), text: text as string };
			this.#vertexes.set(id, vertex);
			return [{ kind: 'step', ...vertex, vertex: id }];
		}
		if (/^\[(?:internal\] load build context|context \S+\] load from client)/.test(rest)) this.#senders.add(id);
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
		const transfer = this.#transfer(id, rest);
		if (transfer) return [transfer];
		if (/^WARN(?:ING)?: /.test(rest)) return [{ kind: 'warning', text: rest.replace(/^WARN(?:ING)?: /, '') }];
		// "#8 0.250 text" is output of a RUN; digests, transfers and dots are not worth a line.
		const log = /^\d+\.\d+ ?(.*)$/.exec(rest);
		return log ? [{ kind: 'log', text: log[1] as string, vertex: id }] : [];
	}

	#transfer(id: string, rest: string): Transfer | undefined {
		const context = /^transferring context: (\d\S*)/.exec(rest);
		if (context && this.#senders.has(id)) return { kind: 'transfer', of: 'context', bytes: parseSize(context[1] as string) ?? 0, total: undefined, vertex: id };
		const layer = /^(sha256:[0-9a-f]{64}) (\d\S*) \/ (\d\S*)/.exec(rest);
		if (!layer) return undefined;
		const pulls = this.#pulls.get(id) ?? new Map<string, readonly [number, number]>();
		this.#pulls.set(id, pulls.set(layer[1] as string, [parseSize(layer[2] as string) ?? 0, parseSize(layer[3] as string) ?? 0]));
		const sum = (of: 0 | 1): number => [...pulls.values()].reduce((all, layerBytes) => all + layerBytes[of], 0);
		return { kind: 'transfer', of: 'image', bytes: sum(0), total: sum(1), vertex: id };
	}
}

/** `[ 2/10] RUN x`, `[build 2/3] RUN x`, `[linux/amd64->arm64 build 2/3] RUN x`. */
const stepName = /^\[(?:(?<platform>[a-z0-9]+\/[a-z0-9/._-]+(?:->[a-z0-9/._-]+)?) )?(?:(?<stage>[^\s\]/]+) )?\s*(?<number>\d+)\/(?<total>\d+)\] (?<text>.*)$/;
