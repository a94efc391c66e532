import { formatSize } from './size.ts';
import type { Hidden, LayerChanges } from './stack.ts';

/** What could be done about bytes that nobody sees. */
export interface WasteAdvice {
	/**
	 * `chmod`: let COPY or ADD set owner and mode; `ignore`: do not copy what is removed later; `cleanup`: remove it in the RUN that makes it;
	 * `merge`: write it once.
	 */
	readonly kind: 'chmod' | 'ignore' | 'cleanup' | 'merge';
	readonly bytes: number;
	/** The layers it is about, the one that holds the bytes first. */
	readonly layers: readonly number[];
	/** A sentence. */
	readonly message: string;
	/** The largest paths, at most 10. */
	readonly paths: readonly string[];
}

/** The instruction of a layer, as far as it is known. */
export interface LayerOrigin {
	/** Upper case; '' if it is not known. */
	readonly keyword: string;
	readonly fromBase: boolean;
}

/** Less is not worth an instruction that is harder to read. */
const leastBytes = 100_000;

/** The most bytes first. Of what a base image holds nothing can be won back by other instructions. */
export function wasteAdvice(changes: readonly LayerChanges[], origins: readonly LayerOrigin[]): WasteAdvice[] {
	const groups = new Map<string, { readonly kind: WasteAdvice['kind']; readonly layers: readonly [number, number]; readonly hidden: Hidden[] }>();
	for (const hidden of changes.flatMap(change => change.hidden)) {
		const holder = origins[hidden.layer];
		if (!holder || holder.fromBase) continue;
		const kind = kindOf(hidden, holder);
		const key = `${kind} ${hidden.layer} ${hidden.by}`;
		const group = groups.get(key) ?? { kind, layers: [hidden.layer, hidden.by], hidden: [] };
		group.hidden.push(hidden);
		groups.set(key, group);
	}
	return [...groups.values()]
		.map(({ kind, layers, hidden }): WasteAdvice => {
			const bytes = hidden.reduce((sum, { size }) => sum + size, 0);
			const paths = hidden
				.sort((a, b) => b.size - a.size)
				.slice(0, 10)
				.map(({ path }) => path);
			return { kind, bytes, layers, paths, message: `${sentences[kind]} That saves ${formatSize(bytes)}.` };
		})
		.filter(({ bytes }) => bytes >= leastBytes)
		.sort((a, b) => b.bytes - a.bytes);
}

const sentences: Readonly<Record<WasteAdvice['kind'], string>> = {
	chmod: 'A later RUN changes owner or mode of these files, which copies them whole: use --chown or --chmod of COPY instead.',
	ignore: 'These files are copied and removed later: leave them out by .dockerignore, or copy only what is needed.',
	cleanup: 'These files are made by one RUN and removed by another: remove them in the RUN that makes them, or make them in a stage of their own.',
	merge: 'These files are written more than once: write them once, or in one RUN.',
};

function kindOf({ change }: Hidden, { keyword }: LayerOrigin): WasteAdvice['kind'] {
	const isCopied = keyword === 'COPY' || keyword === 'ADD';
	if (change === 'metadata') return isCopied ? 'chmod' : 'merge';
	if (change === 'removed') return isCopied ? 'ignore' : 'cleanup';
	return 'merge';
}
