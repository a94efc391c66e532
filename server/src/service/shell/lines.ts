import { onePiece, Pieces } from './pieces.ts';

/** Lines of the file as a shell reads them: without carriage returns, and without leading tabs where `<<-` took them off. */
export function shellLines(lines: string, at: number, withoutTabs = false): Pieces {
	if (!withoutTabs && !lines.includes('\r\n')) return onePiece(lines, at);
	const pieces = new Pieces();
	for (let start = 0; start < lines.length; ) {
		const lineEnd = lines.indexOf('\n', start);
		const next = lineEnd === -1 ? lines.length : lineEnd + 1;
		let from = start;
		if (withoutTabs) while (from < next && lines[from] === '\t') from++;
		const hasReturn = lineEnd > from && lines[lineEnd - 1] === '\r';
		pieces.add(lines.slice(from, hasReturn ? lineEnd - 1 : next), at + from);
		if (hasReturn) pieces.add('\n', at + lineEnd);
		start = next;
	}
	if (lines === '') pieces.add('', at);
	return pieces;
}
