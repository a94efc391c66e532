/** Figures and texts as the layer pane writes them. */

/** "12 %", "<1 %" for what is there but small. */
export function percent(share: number): string {
	if (share > 0 && share < 0.01) return '<1 %';
	return `${Math.round(share * 100)} %`;
}

export function plural(amount: number, noun: string): string {
	return `${grouped(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

/** 1,234,567 */
export function grouped(amount: number): string {
	return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Blanks as wide as a digit, which the page keeps: the figures of the rows stand below each other. */
export function padded(text: string, width: number): string {
	return text.padStart(width, '\u2007');
}

/** Room for any size. */
export const sizeWidth = '1.98 MB'.length;

/** A fence longer than any in the text: an instruction is shown, never interpreted. */
export function codeBlock(text: string): string {
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
	const fence = '`'.repeat(longest + 1);
	return `${fence}dockerfile\n${text}\n${fence}`;
}

export function escapeMarkdown(text: string): string {
	return text.replace(/[\\`*_{}[\]()<>#+\-!|]/g, '\\$&');
}
