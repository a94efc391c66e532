/**
 * Works on a few items at once and hands out what comes of them in their order: while one waits for a file, the next is looked at. Nothing is
 * begun that is far from its turn, so memory does not grow with the number of items.
 */
export async function* inOrder<T, R>(items: Iterable<T>, atOnce: number, work: (item: T) => Promise<R>): AsyncGenerator<R> {
	const begun: Promise<R>[] = [];
	for (const item of items) {
		const result = work(item);
		// whoever takes it hears of a failure; until then it must not end the process
		result.catch(() => {});
		begun.push(result);
		if (begun.length >= atOnce) yield await (begun.shift() as Promise<R>);
	}
	for (const result of begun) yield await result;
}
