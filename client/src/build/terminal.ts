import * as vscode from 'vscode';
import { type BuildChoice, type BuildEvent, type BuildPlan, type BuildResult, buildRun } from '../../../server/src/protocol/build.ts';
import type { Server } from '../languageClient.ts';
import { messageOf } from '../log.ts';
import { BuildPrinter } from './printed.ts';

let builds = 0;
/** What ends sooner than half a second VS Code calls a process that "failed to launch". */
const launchMs = 700;

/** Runs a build in a terminal of a task: what the builder prints is shown as it comes; closing the terminal stops the builder. */
export class BuildTerminal implements vscode.Pseudoterminal {
	readonly server: Server;
	readonly #choice: BuildChoice;
	readonly #plan: BuildPlan;
	readonly #writes = new vscode.EventEmitter<string>();
	readonly #closes = new vscode.EventEmitter<number>();
	readonly #events = new vscode.EventEmitter<BuildEvent>();
	readonly #stop = new vscode.CancellationTokenSource();
	#ended: (result: BuildResult) => void = () => undefined;

	readonly onDidWrite = this.#writes.event;
	readonly onDidClose = this.#closes.event;
	readonly onEvent = this.#events.event;
	/** Never rejects: a build that could not be run has failed. */
	readonly result: Promise<BuildResult>;

	constructor(server: Server, choice: BuildChoice, plan: BuildPlan) {
		this.server = server;
		this.#choice = choice;
		this.#plan = plan;
		this.result = new Promise(resolve => {
			this.#ended = resolve;
		});
	}

	open(): void {
		void this.#run();
	}

	/** VS Code calls this when the user closes the terminal or ends the task. */
	close(): void {
		this.stop();
	}

	stop(): void {
		this.#stop.cancel();
	}

	/** Control-C, as in any terminal. */
	handleInput(data: string): void {
		if (data === '\u0003') this.stop();
	}

	async #run(): Promise<void> {
		const printer = new BuildPrinter();
		this.#writes.fire(printer.command(this.#plan.commandLine));
		const started = Date.now();
		const result = await this.#build(event => {
			this.#writes.fire(printer.event(event));
			this.#events.fire(event);
		}).catch((error: unknown): BuildResult => {
			const cancelled = this.#stop.token.isCancellationRequested;
			return {
				outcome: cancelled ? 'cancelled' : 'failed',
				reference: undefined,
				imageId: undefined,
				exitCode: undefined,
				seconds: (Date.now() - started) / 1000,
				failure: cancelled ? undefined : messageOf(error),
				line: undefined,
			};
		});
		this.#writes.fire(printer.result(result));
		this.#ended(result);
		this.#stop.dispose();
		setTimeout(() => this.#closes.fire(exitCode(result)), Math.max(0, started + launchMs - Date.now()));
	}
	async #build(onEvent: (event: BuildEvent) => void): Promise<BuildResult> {
		const token = `drydock-build-${++builds}`;
		const listening = await this.server.onProgress(token, value => onEvent(value as BuildEvent));
		try {
			return await this.server.ask(buildRun, { ...this.#choice, token }, this.#stop.token);
		} finally {
			listening.dispose();
		}
	}
}

/** As shells count: 130 is what ends with Ctrl+C. */
function exitCode(result: BuildResult): number {
	if (result.outcome === 'built') return 0;
	return result.outcome === 'cancelled' ? 130 : result.exitCode || 1;
}
