/** `--format json`: the findings as data. */
import type { FileFailure, FileReport, ReportWriter, Summary } from './report.ts';
import { version } from './version.ts';

/** An object whose list `files` is written entry by entry, a line for each. */
export class JsonFiles {
	readonly #write: (text: string) => void;
	#separator = '\n';

	constructor(write: (text: string) => void) {
		this.#write = write;
	}

	begin(head: object): void {
		this.#write(`${JSON.stringify(head).slice(0, -1)},"files":[`);
	}

	entry(file: object): void {
		this.#write(`${this.#separator}${JSON.stringify(file)}`);
		this.#separator = ',\n';
	}

	end(tail: object): void {
		this.#write(`],\n${JSON.stringify(tail).slice(1)}\n`);
	}
}

export class JsonWriter implements ReportWriter {
	readonly #files: JsonFiles;

	constructor(write: (text: string) => void) {
		this.#files = new JsonFiles(write);
	}

	begin(): void {
		this.#files.begin({ schema: 1, tool: { name: 'drydock', version } });
	}

	file({ path, findings, crashes }: FileReport): void {
		this.#files.entry({ path, findings, crashes });
	}

	failure({ path, error }: FileFailure): void {
		this.#files.entry({ path, error });
	}

	end({ unanswered, configuration }: Summary): void {
		this.#files.end({ unanswered, ...(configuration.length > 0 ? { configuration } : {}) });
	}
}
