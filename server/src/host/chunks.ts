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

/** Starts a program whose output is read as it comes. Who stops reading lets it run to its end; what it prints then is dropped. */
export function printedBy(command: Omit<StreamCommand, 'onChunk' | 'onLine'>): Printed {
	const lines: string[] = [];
	let waiting: Uint8Array | undefined;
	/** Lets the program go on printing. */
	let release: (() => void) | undefined;
	let wake: (() => void) | undefined;
	let hasEnded = false;
	let isClosed = false;
	const running = stream({
		...command,
		onChunk: chunk => {
			if (isClosed) return undefined;
			return new Promise<void>(resolve => {
				waiting = chunk;
				release = resolve;
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
				const chunk = waiting;
				waiting = undefined;
				yield chunk;
				release?.();
			}
		} finally {
			isClosed = true;
			release?.();
		}
	}
	return { chunks: chunks(), done, said: () => lines.join('\n') };
}
