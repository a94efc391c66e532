import { type StreamCommand, stream } from './process.ts';

export interface Printed {
	/** What the program writes to its standard output; it is held back while nobody reads. */
	readonly chunks: AsyncIterable<Uint8Array>;
	/** The exit status; see `Stream.done`. */
	readonly done: Promise<number>;
	/** Its last lines on standard error. */
	readonly said: () => string;
}

const linesRemembered = 50;

/** Starts a program whose output is read as it comes. Who stops reading stops the program. */
export function printedBy(command: Omit<StreamCommand, 'onChunk' | 'onLine'>): Printed {
	const lines: string[] = [];
	let waiting: { readonly chunk: Uint8Array; readonly taken: () => void } | undefined;
	let wake: (() => void) | undefined;
	let hasEnded = false;
	let isClosed = false;
	const running = stream({
		...command,
		onChunk: chunk => {
			if (isClosed) return undefined;
			return new Promise<void>(taken => {
				waiting = { chunk, taken };
				wake?.();
			});
		},
		onLine: line => {
			lines.push(line);
			if (lines.length > linesRemembered) lines.shift();
		},
	});
	const done = running.done.finally(() => {
		hasEnded = true;
		wake?.();
	});
	// whoever reads the chunks to their end asks for the status then
	done.catch(() => undefined);
	async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
		try {
			for (;;) {
				if (!waiting && !hasEnded) {
					await new Promise<void>(resolve => {
						wake = resolve;
					});
				}
				if (!waiting) return;
				const { chunk, taken } = waiting;
				waiting = undefined;
				yield chunk;
				taken();
			}
		} finally {
			isClosed = true;
			waiting?.taken();
			if (!hasEnded) running.cancel();
		}
	}
	return { chunks: chunks(), done, said: () => lines.join('\n') };
}
