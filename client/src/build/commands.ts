import * as vscode from 'vscode';
import { type BuildChoice, type BuildForm, buildForm, buildPlan } from '../../../server/src/protocol/build.ts';
import { registerCommand } from '../commands.ts';
import { dockerfileAtHand, sayNoDockerfile, setContext } from '../editorContext.ts';
import type { Server } from '../languageClient.ts';
import type { LayersPane } from '../layers/pane.ts';
import { type Log, messageOf, sayFailure } from '../log.ts';
import { buildsOf, type FormChoice, stillFitting } from './choice.ts';
import { chooseBuild } from './choose.ts';
import { BuildErrors } from './errors.ts';
import { GutterMarks } from './gutterMarks.ts';
import { BuildMemory } from './memory.ts';
import { runBuild } from './run.ts';

/** `drydock.build` and `drydock.buildAgain`. */
export class BuildCommands implements vscode.Disposable {
	readonly #server: Server;
	readonly #log: Log;
	readonly #pane: LayersPane;
	readonly #memory: BuildMemory;
	readonly #errors = new BuildErrors();
	readonly #marks = new GutterMarks();
	readonly #disposables: vscode.Disposable;
	/** Arguments of builds of this session by Dockerfile: their values are never written down. */
	readonly #args = new Map<string, BuildChoice['args']>();
	/** Called when a build has ended, however it did. */
	readonly #ended: () => void;
	/** A build is being chosen or runs. */
	#building = false;
	#running = false;

	constructor(server: Server, log: Log, pane: LayersPane, state: vscode.Memento, ended: () => void) {
		this.#ended = ended;
		this.#server = server;
		this.#log = log;
		this.#pane = pane;
		this.#memory = new BuildMemory(state);
		setContext('drydock.builtBefore', this.#memory.last() !== undefined);
		this.#disposables = vscode.Disposable.from(
			this.#errors,
			this.#marks,
			vscode.commands.registerCommand('drydock.build', (target?: unknown) => this.#guarded(() => this.#build(target))),
			vscode.commands.registerCommand('drydock.buildAgain', () => this.#guarded(() => this.#buildAgain())),
			registerCommand(log, 'drydock.copyBuildCommand', target => this.#copyCommand(target)),
			registerCommand(log, 'drydock.build.openIgnoreFile', openIgnoreFile),
			registerCommand(log, 'drydock.build.showDiskUse', showDiskUse),
		);
	}

	/** The builder is at work. */
	get isRunning(): boolean {
		return this.#running;
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
		const form = await this.#form(document);
		if (form === undefined) return;
		const title = form.engine === undefined ? 'Build and Tag Image' : `Build and Tag Image with ${form.engine}`;
		const choice = await chooseBuild(this.#server, form, this.#remembered(document), title);
		if (choice !== undefined) await this.#run(document, choice);
	}

	/** `undefined`: no engine answered, which is said. */
	async #form(document: vscode.TextDocument): Promise<BuildForm | undefined> {
		const form = await this.#server.ask(buildForm, { uri: this.#server.uriText(document.uri) });
		if (form.engineProblem === undefined) return form;
		void sayFailure(this.#log, form.engineProblem, {
			'Choose Engine': () => void vscode.commands.executeCommand('drydock.chooseEngine'),
			Retry: () => void vscode.commands.executeCommand('drydock.build', document.uri),
		});
		return undefined;
	}

	/** What was chosen for this Dockerfile before. */
	#remembered(document: vscode.TextDocument): FormChoice {
		const uri = this.#server.uriText(document.uri);
		const { hadArgs: _, ...remembered } = this.#memory.of(uri) ?? { uri, tag: '', hadArgs: false };
		const args = this.#args.get(uri);
		return { ...remembered, ...(args === undefined ? {} : { args }) };
	}

	/** The last build once more, under the next free tag. */
	async #buildAgain(): Promise<void> {
		const last = this.#memory.last();
		const document = last && (await vscode.workspace.openTextDocument(vscode.Uri.parse(last.uri, true)));
		if (last === undefined || document === undefined) return this.#build(undefined);
		if (!(await isSaved(document))) return;
		// After a restart nobody knows the arguments any more: they have to be chosen again.
		if (last.hadArgs && this.#args.get(last.uri) === undefined) return this.#build(document.uri);
		const choice = this.#remembered(document);
		const builds = choice.push ? [] : buildsOf(choice);
		const plans = await Promise.all(builds.map(build => this.#server.ask(buildPlan, build)));
		if (plans.every(({ tagTaken }) => !tagTaken)) return this.#run(document, choice);
		// Which version follows for several platforms together has to be asked.
		const tag = plans.length === 1 ? plans[0]?.freeTag : undefined;
		await (tag === undefined ? this.#build(document.uri) : this.#run(document, { ...choice, tag }));
	}

	/** The command of the last build, or what a pipeline needs to do the same. */
	async #copyCommand(target: unknown): Promise<void> {
		const document = await dockerfileAtHand(target);
		if (document === undefined) return sayNoDockerfile();
		const form = await this.#form(document);
		if (form === undefined) return;
		const remembered = stillFitting(this.#remembered(document), form);
		const { perPlatform: _, withoutSecrets: __, ...choice } = { ...remembered, tag: remembered.tag === '' ? form.defaultTag : remembered.tag };
		const { commandLine, steps } = await this.#server.ask(buildPlan, choice);
		const items = [
			{ label: '$(terminal) Command for a Shell', text: commandLine },
			{ label: '$(terminal) Command of drydock', text: steps.drydock },
			{ label: '$(github-action) Steps for GitHub Actions', text: steps.github },
			{ label: '$(file-code) Job for GitLab', text: steps.gitlab },
		];
		const picked = await vscode.window.showQuickPick(items, { title: 'Copy Build Command' });
		if (picked !== undefined) await vscode.env.clipboard.writeText(picked.text);
	}

	async #run(document: vscode.TextDocument, choice: FormChoice): Promise<void> {
		await this.#memory.keep(choice);
		this.#args.set(choice.uri, choice.args);
		setContext('drydock.builtBefore', true);
		for (const build of buildsOf(choice)) if (!(await this.#runOne(document, build))) return;
	}

	/** False: it did not end well, which is shown. */
	async #runOne(document: vscode.TextDocument, choice: BuildChoice): Promise<boolean> {
		this.#errors.clear(document.uri);
		this.#marks.start(document);
		this.#running = true;
		const { version } = document;
		const output: string[] = [];
		const result = await runBuild(this.#server, document, choice, event => {
			this.#marks.event(event);
			if (event.type === 'log') output.push(event.text);
			if (output.length > shownOutput) output.shift();
		}).finally(() => {
			this.#running = false;
			this.#ended();
		});
		this.#marks.end(result);
		if (result.outcome === 'cancelled') return false;
		if (result.outcome === 'built') {
			if (!choice.push) await this.#pane.open({ image: { reference: result.reference ?? choice.tag }, dockerfile: document.uri, target: choice.target });
			return true;
		}
		const failure = result.failure ?? 'The build failed.';
		this.#log.error(failure);
		// Lines of a text that was edited meanwhile are not those of the build.
		if (document.version === version) this.#errors.show(document, { message: failure, line: result.line, output });
		return false;
	}
}

/** Lines of output beside an error. */
const shownOutput = 10;

async function isSaved(document: vscode.TextDocument): Promise<boolean> {
	if (document.isUntitled) {
		void vscode.window.showInformationMessage('Save this Dockerfile first: the builder reads it from the disk.');
		return false;
	}
	// saving answers false also where somebody else was faster
	if (!document.isDirty || (await document.save()) || !document.isDirty) return true;
	void vscode.window.showErrorMessage('This Dockerfile could not be saved, and the builder reads it from the disk. Save it, then build again.');
	return false;
}

/** The one that BuildKit takes: `Dockerfile.dockerignore` beside the file, or else that of the folder. */
async function openIgnoreFile(dockerfile: unknown): Promise<void> {
	if (!(dockerfile instanceof vscode.Uri)) return;
	const own = dockerfile.with({ path: `${dockerfile.path}.dockerignore` });
	for (const uri of [own, vscode.Uri.joinPath(dockerfile, '..', '.dockerignore')]) {
		const isThere = await vscode.workspace.fs.stat(uri).then(
			() => true,
			() => false,
		);
		if (isThere) return void (await vscode.window.showTextDocument(uri));
	}
	void vscode.window.showInformationMessage('There is no .dockerignore beside this Dockerfile.');
}

function showDiskUse(): void {
	const engine = vscode.workspace.getConfiguration('drydock').get<string>('engine', 'auto');
	const terminal = vscode.window.createTerminal('Disk Use');
	terminal.show();
	terminal.sendText(`${engine === 'auto' ? 'docker' : engine} system df`);
}
