import * as vscode from 'vscode';
import { type ListedBuild, removeBuild, rollBack } from '../../../server/src/protocol/history.ts';
import { tagProblem } from '../build/tag.ts';
import { registerCommand } from '../commands.ts';
import type { Server } from '../languageClient.ts';
import type { LayersPane } from '../layers/pane.ts';
import type { Log } from '../log.ts';
import { buildText } from './buildRows.ts';
import type { BuildsNode, BuildsTree } from './buildsTree.ts';
import { RecordedText } from './recordedText.ts';

/** `drydock.rollback` and the commands of the view of builds. */
export class BuildsCommands {
	readonly #server: Server;
	readonly #pane: LayersPane;
	readonly #tree: BuildsTree;

	private constructor(server: Server, pane: LayersPane, tree: BuildsTree) {
		this.#server = server;
		this.#pane = pane;
		this.#tree = tree;
	}

	static register(server: Server, log: Log, pane: LayersPane, tree: BuildsTree): vscode.Disposable {
		const commands = new BuildsCommands(server, pane, tree);
		const register = registerCommand.bind(undefined, log);
		const ofBuild = (name: string, run: (build: ListedBuild) => unknown): vscode.Disposable =>
			register(`drydock.builds.${name}`, target => {
				const build = buildOf(target) ?? buildOf(tree.view.selection[0]);
				return build && run(build);
			});
		return vscode.Disposable.from(
			register('drydock.rollback', target => commands.#rollBack(buildOf(target))),
			register('drydock.builds.refresh', () => tree.refresh()),
			register('drydock.builds.openDockerfile', (id, line) => openDockerfile(id, line)),
			register('drydock.builds.showStepOutput', target => showStepOutput(target ?? tree.view.selection[0])),
			register('drydock.builds.compare', (target, selected) => commands.#compare(target, selected)),
			register('drydock.builds.compareImages', (target, selected) => commands.#compareImages(target, selected)),
			ofBuild('showLayers', build => commands.#showLayers(build)),
			ofBuild('compareWithNow', build => compareWithNow(build)),
			ofBuild('copyDigest', ({ imageId }) => imageId !== undefined && vscode.env.clipboard.writeText(imageId)),
			ofBuild('push', ({ tags, choice }) => vscode.commands.executeCommand('drydock.pushImage', tags[0] ?? choice.tag)),
			ofBuild('remove', build => commands.#remove(build)),
		);
	}

	/** Gives a tag to the image of an earlier build again. */
	async #rollBack(chosen: ListedBuild | undefined): Promise<void> {
		if (!vscode.workspace.isTrusted) return void vscode.window.showWarningMessage('Trust this workspace to move a tag.');
		const build = chosen ?? (await this.#pick());
		if (build === undefined) return;
		const tag = await vscode.window.showInputBox({
			title: `Roll Back to the Build of ${new Date(build.started).toLocaleString()}`,
			prompt: 'The tag that this image gets again. The image that has it now is kept under a name of its own.',
			value: build.tags[0] ?? build.choice.tag,
			ignoreFocusOut: true,
			validateInput: text => tagProblem(text.trim()),
		});
		if (tag === undefined) return;
		const answer = await this.#server.ask(rollBack, { id: build.id, tag: tag.trim() });
		if (answer.failure !== undefined) throw new Error(answer.failure);
		this.#tree.refresh();
		await this.#pane.open({ image: { reference: tag.trim() }, dockerfile: vscode.Uri.file(build.dockerfile), target: build.choice.target });
		const kept = answer.kept === undefined ? '' : ` The image that had it is kept as ${answer.kept}.`;
		void vscode.window.showInformationMessage(`${tag.trim()} is the image of ${new Date(build.started).toLocaleString()} again.${kept}`);
	}

	async #pick(): Promise<ListedBuild | undefined> {
		const builds = (await this.#tree.builds()).filter(({ imageId, present }) => imageId !== undefined && present !== false);
		if (builds.length === 0) {
			void vscode.window.showInformationMessage('No image of an earlier build is left in the engine.');
			return undefined;
		}
		const now = Date.now();
		const items = builds
			.map(build => ({ ...buildText(build, now), detail: build.dockerfile, build }))
			.map(({ label, description, detail, build }) => ({ label, description, detail, build }));
		return (await vscode.window.showQuickPick(items, { title: 'Roll Back to an Earlier Build', matchOnDescription: true }))?.build;
	}

	async #showLayers({ imageId, dockerfile, choice }: ListedBuild): Promise<void> {
		if (imageId === undefined) return void vscode.window.showInformationMessage('That build made no image.');
		await this.#pane.open({ image: { reference: imageId }, dockerfile: vscode.Uri.file(dockerfile), target: choice.target });
	}

	/** The Dockerfiles and settings of two builds, the older one on the left. */
	async #compare(target: unknown, selected: unknown): Promise<void> {
		const pair = await this.#pair(target, selected);
		if (pair === undefined) return;
		const [older, newer] = pair;
		const resources = (['settings', 'dockerfile'] as const).map(part => [
			RecordedText[part](newer.id),
			RecordedText[part](older.id),
			RecordedText[part](newer.id),
		]);
		await vscode.commands.executeCommand('vscode.changes', `Builds of ${timeOf(older)} and ${timeOf(newer)}`, resources);
	}

	async #compareImages(target: unknown, selected: unknown): Promise<void> {
		const pair = await this.#pair(target, selected);
		if (pair === undefined) return;
		const [older, newer] = pair.map(({ imageId }) => imageId);
		if (older === undefined || newer === undefined) throw new Error('One of these builds made no image.');
		await vscode.commands.executeCommand('drydock.compareImages', older, newer);
	}

	/** Two builds that are selected, or one and another that is asked for; the older one first. */
	async #pair(target: unknown, selected: unknown): Promise<readonly [ListedBuild, ListedBuild] | undefined> {
		const nodes = Array.isArray(selected) ? selected : [...this.#tree.view.selection];
		const builds = nodes.flatMap(node => buildOf(node) ?? []);
		const first = builds[0] ?? buildOf(target);
		const other = first && (builds[1] ?? (await this.#pickOther(first)));
		if (first === undefined || other === undefined) return undefined;
		return first.started < other.started ? [first, other] : [other, first];
	}

	async #pickOther(build: ListedBuild): Promise<ListedBuild | undefined> {
		const now = Date.now();
		const others = (await this.#tree.builds()).filter(({ id }) => id !== build.id);
		const items = others.map(other => {
			const { label, description } = buildText(other, now);
			return { label, description, build: other };
		});
		return (await vscode.window.showQuickPick(items, { title: `Compare the Build of ${timeOf(build)} With…` }))?.build;
	}

	async #remove(build: ListedBuild): Promise<void> {
		const { label } = buildText(build, Date.now());
		const withImage = build.imageId !== undefined && build.present !== false;
		const choices = withImage ? ['Forget the Build', 'Remove the Image Too'] : ['Forget the Build'];
		const picked = await vscode.window.showWarningMessage(`Forget the build of ${label}? It cannot be rolled back to then.`, { modal: true }, ...choices);
		if (picked === undefined) return;
		const answer = await this.#server.ask(removeBuild, { id: build.id, image: picked !== 'Forget the Build' });
		if (answer.failure !== undefined) throw new Error(answer.failure);
		this.#tree.refresh();
	}
}

async function openDockerfile(id: unknown, line: unknown): Promise<void> {
	if (typeof id !== 'string') return;
	const document = await vscode.workspace.openTextDocument(RecordedText.dockerfile(id));
	const at = typeof line === 'number' ? Math.min(line, document.lineCount - 1) : 0;
	await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true, selection: new vscode.Range(at, 0, at, 0) });
}

async function showStepOutput(target: unknown): Promise<void> {
	const node = target as Partial<BuildsNode> | undefined;
	if (node?.kind !== 'step' || node.build === undefined || node.step === undefined || node.index === undefined) return;
	const { step, build, index } = node;
	const name = `${step.line === undefined ? 'step' : `line ${step.line + 1}`} of ${build.tags[0] ?? build.choice.tag}`;
	const document = await vscode.workspace.openTextDocument(RecordedText.output(build.id, index, name));
	await vscode.window.showTextDocument(document, { preview: true });
}

/** The Dockerfile of then on the left, the present one on the right. */
async function compareWithNow(build: ListedBuild): Promise<void> {
	const now = vscode.Uri.file(build.dockerfile);
	await vscode.commands.executeCommand('vscode.diff', RecordedText.dockerfile(build.id), now, `Dockerfile (${timeOf(build)} ↔ now)`);
}

function timeOf({ started }: ListedBuild): string {
	return new Date(started).toLocaleString();
}

function buildOf(target: unknown): ListedBuild | undefined {
	const node = target as Partial<BuildsNode> | undefined;
	return node?.kind === undefined ? undefined : node.build;
}
