import type { BuildEvent, BuildResult } from '../../../server/src/protocol/build.ts';

const dim = (text: string): string => `\u001b[2m${text}\u001b[0m`;
const bold = (text: string): string => `\u001b[1m${text}\u001b[0m`;
const red = (text: string): string => `\u001b[31m${text}\u001b[0m`;
const green = (text: string): string => `\u001b[32m${text}\u001b[0m`;
const yellow = (text: string): string => `\u001b[33m${text}\u001b[0m`;

/** What a terminal shows of one build. Line ends are those of a terminal. */
export class BuildPrinter {
	/** The end of a step comes with its id only. */
	readonly #names = new Map<string, string>();
	#failed = false;

	/** The first line: what is run. */
	command(line: string): string {
		return print(dim(`$ ${line}`));
	}

	event(event: BuildEvent): string {
		switch (event.type) {
			case 'log':
				return print(event.text);
			case 'step':
				return print(this.#step(event));
			case 'transfer':
				return '';
			case 'warning':
				return print(yellow(`${place(event.line)}${event.message}`));
			case 'error':
				this.#failed = true;
				return print(red(`${place(event.line)}${event.message}`));
		}
	}

	/** The last line. */
	result({ outcome, reference, seconds, failure }: BuildResult): string {
		if (outcome === 'built') return print(green(`Built ${reference ?? 'the image'} in ${seconds.toFixed(1)} s`));
		if (outcome === 'cancelled') return print(yellow('Cancelled'));
		return print(red(this.#failed || failure === undefined ? 'The build failed' : failure));
	}

	#step({ id, name, state, seconds, number, total }: BuildEvent & { type: 'step' }): string {
		const count = number !== undefined && total !== undefined ? `[${number}/${total}] ` : '';
		const text = name === '' ? (this.#names.get(id) ?? `step ${id}`) : `${count}${name}`;
		if (state === 'started') this.#names.set(id, text);
		switch (state) {
			case 'started':
				return bold(text);
			case 'cached':
				return dim(`${text}: cached`);
			case 'done':
				return dim(seconds === undefined ? `${text}: done` : `${text}: ${seconds.toFixed(1)} s`);
			case 'failed':
				return red(`${text}: failed`);
		}
	}
}

function place(line: number | undefined): string {
	return line === undefined ? '' : `line ${line + 1}: `;
}

/** Terminals want a carriage return before each line feed. */
function print(text: string): string {
	return `${text.replace(/\r?\n/g, '\r\n')}\r\n`;
}
