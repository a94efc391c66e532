import type { BuildEvent, BuildResult } from '../../../server/src/protocol/build.ts';

const dim = (text: string): string => `\u001b[2m${text}\u001b[0m`;
const bold = (text: string): string => `\u001b[1m${text}\u001b[0m`;
const red = (text: string): string => `\u001b[31m${text}\u001b[0m`;
const green = (text: string): string => `\u001b[32m${text}\u001b[0m`;
const yellow = (text: string): string => `\u001b[33m${text}\u001b[0m`;

/** What a terminal shows of an event; `undefined`: nothing. */
export function printedEvent(event: BuildEvent): string | undefined {
	switch (event.type) {
		case 'log':
			return event.text;
		case 'step':
			return printedStep(event);
		case 'warning':
			return yellow(`${place(event.line)}${event.message}`);
		case 'error':
			return red(`${place(event.line)}${event.message}`);
	}
}

function printedStep({ name, state, seconds, number, total }: BuildEvent & { type: 'step' }): string {
	const count = number !== undefined && total !== undefined && !name.startsWith('[') ? `[${number}/${total}] ` : '';
	const text = `${count}${name}`;
	switch (state) {
		case 'started':
			return bold(text);
		case 'cached':
			return `${text} ${dim('cached')}`;
		case 'done':
			return dim(seconds === undefined ? `${text} done` : `${text} ${seconds.toFixed(1)} s`);
		case 'failed':
			return red(`${text} failed`);
	}
}

function place(line: number | undefined): string {
	return line === undefined ? '' : `line ${line + 1}: `;
}

/** The last line of a build. */
export function printedResult({ outcome, reference, seconds, failure }: BuildResult): string {
	if (outcome === 'built') return green(`Built ${reference ?? 'the image'} in ${seconds.toFixed(1)} s`);
	return outcome === 'cancelled' ? yellow('Cancelled') : red(failure ?? 'The build failed');
}

/** Terminals want a carriage return before each line feed. */
export function terminalText(text: string): string {
	return text.replace(/\r?\n/g, '\r\n');
}
