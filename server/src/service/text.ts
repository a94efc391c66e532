/** A half-open interval of UTF-16 offsets into a text. All of the service speaks spans; hosts turn them into LSP ranges. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/** Zero-based line and UTF-16 character, as in LSP. */
export interface Position {
	readonly line: number;
	readonly character: number;
}

/** A half-open range of positions, as in LSP. */
export interface Range {
	readonly start: Position;
	readonly end: Position;
}

export function span(start: number, end: number): Span {
	return { start, end };
}

export function contains(outer: Span, inner: Span): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

/** True if the two share at least one offset, or one is an empty cursor that touches the other. */
export function touches(a: Span, b: Span): boolean {
	return a.start <= b.end && b.start <= a.end;
}

/**
 * Offsets to lines and back. Only "\n" ends a line of a Dockerfile (BuildKit's scanner); "\r\n" ends with it,
 * and a lone "\r" is an ordinary character.
 */
export class LineIndex {
	readonly starts: number[] = [0];
	readonly #length: number;

	constructor(text: string) {
		this.#length = text.length;
		for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
	}

	get count(): number {
		return this.starts.length;
	}

	lineAt(offset: number): number {
		let low = 0;
		let high = this.starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.starts[middle] as number) <= offset) low = middle;
			else high = middle - 1;
		}
		return low;
	}

	startOf(line: number): number {
		return this.starts[line] ?? this.#length;
	}

	/** The whole line with its line end. */
	spanOf(line: number): Span {
		return { start: this.startOf(line), end: this.startOf(line + 1) };
	}

	positionAt(offset: number): Position {
		const line = this.lineAt(offset);
		return { line, character: offset - (this.starts[line] as number) };
	}

	offsetAt(position: Position): number {
		const { start, end } = this.spanOf(position.line);
		return Math.min(start + position.character, end);
	}

	rangeOf(s: Span): Range {
		return { start: this.positionAt(s.start), end: this.positionAt(s.end) };
	}

	spanOfRange(range: Range): Span {
		return { start: this.offsetAt(range.start), end: this.offsetAt(range.end) };
	}
}
