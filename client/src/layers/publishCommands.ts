import * as vscode from 'vscode';
import { isTaken } from '../../../server/src/protocol/imageName.ts';
import { listImages } from '../../../server/src/protocol/layers.ts';
import { planPush, pushImage, tagImage } from '../../../server/src/protocol/publish.ts';
import { tagProblem } from '../build/tag.ts';
import { registerCommand } from '../commands.ts';
import type { Server } from '../languageClient.ts';
import type { Log } from '../log.ts';
import type { LayersPane } from './pane.ts';

/** `drydock.tagImage` and `drydock.pushImage`: names for an image that is there, here and in a registry. */
export function publishCommands(server: Server, log: Log, pane: LayersPane): vscode.Disposable {
	const command = (name: string, run: (image: string) => Promise<void>): vscode.Disposable =>
		registerCommand(log, name, async target => {
			if (!vscode.workspace.isTrusted) return void vscode.window.showWarningMessage('Trust this workspace to use the container engine.');
			const image = typeof target === 'string' ? target : await pickImage(server, pane);
			if (image !== undefined) await run(image);
		});
	return vscode.Disposable.from(
		command('drydock.tagImage', image => tag(server, image)),
		command('drydock.pushImage', image => push(server, log, image)),
	);
}

/** The image that is shown comes first. */
async function pickImage(server: Server, pane: LayersPane): Promise<string | undefined> {
	const { images, failure } = await server.ask(listImages, null);
	if (failure !== undefined) throw new Error(failure);
	const shown = pane.shown?.layers.reference;
	const named = images.flatMap(({ reference, size, created }) => (reference === undefined ? [] : [{ label: reference, description: `${size} · ${created}` }]));
	const items = [...named.filter(({ label }) => label === shown), ...named.filter(({ label }) => label !== shown)];
	if (items.length === 0) {
		void vscode.window.showInformationMessage('The engine has no image with a name yet.');
		return undefined;
	}
	return (await vscode.window.showQuickPick(items, { title: 'Image' }))?.label;
}

async function tag(server: Server, image: string): Promise<void> {
	const name = await vscode.window.showInputBox({
		title: `Another Name for ${image}`,
		prompt: 'Name and tag',
		value: image,
		valueSelection: [image.lastIndexOf(':') + 1, image.length],
		ignoreFocusOut: true,
		validateInput: text => tagProblem(text.trim()),
	});
	if (name === undefined) return;
	const wanted = name.trim();
	const { images } = await server.ask(listImages, null);
	const references = images.flatMap(({ reference }) => reference ?? []);
	const moves = isTaken(wanted, references);
	if (moves) {
		const overwrite = `Move ${wanted}`;
		const detail = 'The image that has it now is kept under a name of its own.';
		if ((await vscode.window.showWarningMessage(`${wanted} exists.`, { modal: true, detail }, overwrite)) !== overwrite) return;
	}
	const answer = await server.ask(tagImage, { image, tag: wanted, ...(moves ? { existing: 'keep' as const } : {}) });
	if (answer.failure !== undefined) throw new Error(answer.failure);
	const kept = answer.kept === undefined ? '' : ` The image that had it is kept as ${answer.kept}.`;
	void vscode.window.showInformationMessage(`${image} is ${wanted} too.${kept}`);
}

let pushes = 0;

/** What a registry has under the name already is never replaced without a question. */
async function push(server: Server, log: Log, image: string): Promise<void> {
	const plan = await server.ask(planPush, { image });
	if (plan.failure !== undefined) throw new Error(plan.failure);
	if (plan.state === 'same') {
		void vscode.window.showInformationMessage(`The registry has ${image} already: ${plan.digest}.`);
		return;
	}
	if (plan.state === 'other') {
		const replace = 'Replace It';
		const question = `The registry has another image as ${image}.`;
		const detail = `Its digest is ${plan.digest}. Whoever pulled it by this tag gets a different image from then on.`;
		if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, replace)) !== replace) return;
	}
	const token = `drydock-push-${++pushes}`;
	const answer = await vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Notification, title: `Pushing ${image}`, cancellable: true },
		async (progress, cancel) => {
			const listening = await server.onProgress(token, line => {
				log.info(String(line));
				progress.report({ message: String(line) });
			});
			const params = { image, token, ...(plan.state === 'other' && plan.digest !== undefined ? { replaces: plan.digest } : {}) };
			return server.ask(pushImage, params, cancel).finally(() => listening.dispose());
		},
	);
	if (answer.failure !== undefined) throw new Error(answer.failure);
	const copy = 'Copy Digest';
	const picked = await vscode.window.showInformationMessage(`${image} is in the registry${answer.digest === undefined ? '' : `: ${answer.digest}`}.`, copy);
	if (picked === copy && answer.digest !== undefined) await vscode.env.clipboard.writeText(answer.digest);
}
