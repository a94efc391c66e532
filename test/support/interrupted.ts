const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const tidies = new Set<() => void>();
let listening = false;

/** Runs `tidy` if this process is ended before the returned function was called. Not for SIGKILL, which nobody hears. */
export function whenInterrupted(tidy: () => void): () => void {
	tidies.add(tidy);
	if (!listening) {
		listening = true;
		for (const signal of signals) process.once(signal, () => process.exit(1));
		process.once('exit', () => {
			for (const each of tidies) each();
		});
	}
	return () => tidies.delete(tidy);
}
