import * as vscode from 'vscode';
import { type BuildChoice, buildForm, buildPlan } from '../../../server/src/protocol/build.ts';
import { dockerfileAtHand, sayNoDockerfile, setContext } from '../editorContext.ts';
import type { Server } from '../languageClient.ts';
import type { LayersPane } from '../layers/pane.ts';
import { type Log, messageOf, sayFailure } from '../log.ts';
import { chooseBuild } from './choose.ts';
import { BuildErrors } from './errors.ts';
import { BuildMemory } from './memory.ts';
import { runBuild } from './run.ts';

/** `drydock.build` and `drydock.buildAgain`. */
export class BuildCommands implements vscode.Disposable {
	readonly #server: Server;
	readonly #log: Log;
	readonly #pane: LayersPane;
	readonly #memory: BuildMemory;
	readonly #errors = new BuildErrors();
	readonly #disposables: vscode.Disposable;
	/** Arguments of builds of this session by Dockerfile: their values are never written down. */
	readonly #args = new Map<string, BuildChoice['args']>();
	/** Called when a build has ended, however it did. */
	readonly #ended: () => void;
	#building = false;

	constructor(server: Server, log: Log, pane: LayersPane, state: vscode.Memento, ended: () => void) {
		this.#ended = ended;
		this.#server = server;
		this.#log = log;
		this.#pane = pane;
		this.#memory = new BuildMemory(state);
		setContext('drydock.builtBefore', this.#memory.last() !== undefined);
		this.#disposables = vscode.Disposable.from(
			this.#errors,
			vscode.commands.registerCommand('drydock.build', (target?: unknown) => this.#guarded(() => this.#build(target))),
			vscode.commands.registerCommand('drydock.buildAgain', () => this.#guarded(() => this.#buildAgain())),
		);
	}

	dispose(): void {
		this.#disposables.dispose();
	}

	/** One build at a time, only where the workspace is trusted, and a failure is a sentence. */
	async #guarded(build: () => Promise<void>): Promise<void> {
		if (!vscode.workspace.isTrusted) {
			void vscode.window.showWarningMessage('Building runs code of the project. Trust this workspace to build.');
			return;
		}
		if (this.#building) {
			void vscode.window.showInformationMessage('A build is running already. Stop it or wait for its end.');
			return;
		}
		this.#building = true;
		setContext('drydock.active', true);
		try {
			await build();
		} catch (error) {
			void sayFailure(this.#log, `Could not build: ${messageOf(error)}`, { Retry: () => void this.#guarded(build) });
		} finally {
			this.#building = false;
		}
	}

	async #build(target: unknown): Promise<void> {
		const document = await dockerfileAtHand(target);
		if (document === undefined) return sayNoDockerfile();
		if (!(await isSaved(document))) return;
		const uri = this.#server.uriText(document.uri);
		const form = await this.#server.ask(buildForm, { uri });
		if (form.engineProblem !== undefined) {
			void sayFailure(this.#log, form.engineProblem, {
				'Choose Engine': () => void vscode.commands.executeCommand('drydock.chooseEngine'),
				Retry: () => void vscode.commands.executeCommand('drydock.build', document.uri),
			});
			return;
		}
		const choice = await chooseBuild(this.#server, uri, form, this.#memory.of(uri));
		if (choice !== undefined) await this.#run(document, choice);
	}

	/** The last build once more, under the next free tag. */
	async #buildAgain(): Promise<void> {
		const last = this.#memory.last();
		const document = last && (await vscode.workspace.openTextDocument(vscode.Uri.parse(last.uri, true)));
		if (last === undefined || document === undefined) return this.#build(undefined);
		if (!(await isSaved(document))) return;
		const args = this.#args.get(last.uri);
		// After a restart nobody knows the arguments any more: they have to be chosen again.
		if (last.hadArgs && args === undefined) return this.#build(document.uri);
		const { hadArgs: _, ...remembered } = last;
		const choice: BuildChoice = { ...remembered, ...(args === undefined ? {} : { args }) };
		const plan = await this.#server.ask(buildPlan, choice);
		await this.#run(document, plan.freeTag === undefined ? choice : { ...choice, tag: plan.freeTag });
	}

	async #run(document: vscode.TextDocument, choice: BuildChoice): Promise<void> {
		this.#errors.clear(document.uri);
		await this.#memory.keep(choice);
		this.#args.set(choice.uri, choice.args);
		setContext('drydock.builtBefore', true);
		const version = document.version;
		const result = await runBuild(this.#server, document, choice).finally(this.#ended);
		if (result.outcome === 'cancelled') return;
		if (result.outcome === 'built') {
			await this.#pane.open({ image: { reference: result.reference ?? choice.tag }, dockerfile: document.uri });
			return;
		}
		const failure = result.failure ?? 'The build failed.';
		this.#log.error(failure);
		// Lines of a text that was edited meanwhile are not those of the build.
		if (document.version === version) this.#errors.show(document, failure, result.line);
	}
}

async function isSaved(document: vscode.TextDocument): Promise<boolean> {
	if (document.isUntitled) {
		void vscode.window.showInformationMessage('Save this Dockerfile first: the builder reads it from the disk.');
		return false;
	}
	return document.isDirty ? document.save() : true;
}
