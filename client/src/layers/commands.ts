import * as vscode from 'vscode';
import { type LocalImage, listImages } from '../../../server/src/protocol/layers.ts';
import { dockerfileAtHand } from '../editorContext.ts';
import type { Server } from '../languageClient.ts';
import { messageOf } from '../log.ts';
import type { LayersPane } from './pane.ts';

export function layerCommands(server: Server, pane: LayersPane): vscode.Disposable {
	return vscode.Disposable.from(
		vscode.commands.registerCommand('drydock.showLayers', () => showLayers(server, pane)),
		vscode.commands.registerCommand('drydock.openArchive', (target?: unknown) => openArchive(pane, target)),
		vscode.commands.registerCommand('drydock.chooseEngine', () => chooseEngine(pane)),
		vscode.commands.registerCommand('drydock.layers.retry', () => pane.retry()),
	);
}

/** A pick among the images of the local engine. */
async function showLayers(server: Server, pane: LayersPane): Promise<void> {
	const list = server.ask(listImages, null).catch((error: unknown) => ({ images: [], engine: undefined, failure: messageOf(error) }));
	const { images, engine, failure } = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Listing local images' }, () => list);
	if (failure !== undefined) return pane.listingFailed(failure);
	if (images.length === 0) {
		void vscode.window.showInformationMessage(`${engine ?? 'The engine'} has no image yet. Build one, or open an image archive.`);
		return;
	}
	const picked = await vscode.window.showQuickPick(images.map(imageItem), {
		title: `Show Layers: images of ${engine ?? 'the local engine'}`,
		placeHolder: 'Image',
		matchOnDescription: true,
	});
	if (picked !== undefined) await pane.open({ image: { reference: picked.reference }, dockerfile: (await dockerfileAtHand())?.uri });
}

function imageItem({ reference, id, created, size }: LocalImage): vscode.QuickPickItem & { reference: string } {
	const shortId = id.replace(/^sha256:/, '').slice(0, 12);
	return {
		label: reference ?? shortId,
		description: [size, created, reference === undefined ? '' : shortId].filter(part => part !== '').join(' · '),
		reference: reference ?? id,
	};
}

/** An archive from the workspace or the disk. System dialogs choose files or folders, never both; hence the two rows. */
async function openArchive(pane: LayersPane, target: unknown): Promise<void> {
	const archive = target instanceof vscode.Uri ? target : await pickArchive();
	if (archive !== undefined) await pane.open({ image: { archive: archive.fsPath }, dockerfile: await dockerfileBeside(archive) });
}

async function pickArchive(): Promise<vscode.Uri | undefined> {
	const found = await vscode.workspace.findFiles('**/*.{tar,tar.gz,tgz}', '**/node_modules/**', 20);
	const items: (vscode.QuickPickItem & { uri?: vscode.Uri; folders?: boolean })[] = found.map(uri => ({
		label: `$(archive) ${vscode.workspace.asRelativePath(uri)}`,
		uri,
	}));
	items.push(
		{ label: '$(file) Choose a File…', description: 'made by docker save or podman save' },
		{ label: '$(folder) Choose a Folder…', description: 'in the OCI image layout', folders: true },
	);
	const picked = await vscode.window.showQuickPick(items, { title: 'Open Image Archive', placeHolder: 'An image that was saved to disk; no engine is needed' });
	if (picked === undefined || picked.uri !== undefined) return picked?.uri;
	const folders = picked.folders === true;
	const chosen = await vscode.window.showOpenDialog({
		canSelectFiles: !folders,
		canSelectFolders: folders,
		openLabel: 'Open Image',
		title: 'Open Image Archive',
	});
	return chosen?.[0];
}

/** The Dockerfile in the archive's own folder tells more about it than one that happens to be open. */
async function dockerfileBeside(archive: vscode.Uri): Promise<vscode.Uri | undefined> {
	for (const name of ['Dockerfile', 'Containerfile']) {
		const uri = vscode.Uri.joinPath(archive, '..', name);
		const isFile = await vscode.workspace.fs.stat(uri).then(
			({ type }) => (type & vscode.FileType.File) !== 0,
			() => false,
		);
		if (isFile) return uri;
	}
	return (await dockerfileAtHand())?.uri;
}

async function chooseEngine(pane: LayersPane): Promise<void> {
	const settings = vscode.workspace.getConfiguration('drydock');
	const engines = [{ label: 'auto', description: 'the first that answers' }, { label: 'docker' }, { label: 'podman' }, { label: 'nerdctl' }];
	const picked = await vscode.window.showQuickPick(engines, { title: 'Choose Engine', placeHolder: `Now: ${settings.get<string>('engine', 'auto')}` });
	if (picked === undefined) return;
	await settings.update('engine', picked.label, vscode.ConfigurationTarget.Global);
	await pane.retry();
}
