import * as vscode from 'vscode';
import { BuildCommands } from './build/commands.ts';
import { BuildsTree } from './builds/buildsTree.ts';
import { BuildsCommands } from './builds/commands.ts';
import { ForecastDisplay } from './builds/forecast.ts';
import { RecordedText } from './builds/recordedText.ts';
import { CompareCommands } from './compare/commands.ts';
import { isDockerfile, setContext } from './editorContext.ts';
import { Server } from './languageClient.ts';
import { layerCommands } from './layers/commands.ts';
import { FileCommands } from './layers/fileCommands.ts';
import { fileMarks } from './layers/fileMarks.ts';
import { ImageFileSystem } from './layers/imageFileSystem.ts';
import { ImageWatcher } from './layers/imageWatcher.ts';
import { LayersPane } from './layers/pane.ts';
import { publishCommands } from './layers/publishCommands.ts';
import { viewCommands } from './layers/viewCommands.ts';
import { createLog, messageOf, sayFailure } from './log.ts';
import { refactorCommands } from './refactor.ts';
import { fileStatus } from './status.ts';

/** Called with the first Dockerfile, or with the first command or view of ours. */
export function activate(context: vscode.ExtensionContext): void {
	const log = createLog();
	const server = new Server(context, log);
	const pane = new LayersPane(server, log, context.globalState);
	const builds = new BuildsTree(server);
	const forecast = new ForecastDisplay(server);
	const afterBuild = (): void => {
		builds.refresh();
		forecast.refresh();
	};
	const build = new BuildCommands(server, log, pane, context.workspaceState, afterBuild);
	context.subscriptions.push(
		log,
		server,
		pane,
		builds,
		forecast,
		BuildsCommands.register(server, log, pane, builds),
		RecordedText.register(server),
		fileStatus(server),
		layerCommands(server, pane),
		viewCommands(pane),
		publishCommands(server, log, pane),
		new CompareCommands(server, log, pane),
		new ImageWatcher(server, log, pane, () => build.isRunning),
		FileCommands.register(server, log, pane),
		ImageFileSystem.register(server),
		fileMarks(),
		build,
		refactorCommands(server, log),
		vscode.commands.registerCommand('drydock.showLog', () => log.show(true)),
		vscode.commands.registerCommand('drydock.restartServer', () =>
			server.restart().catch((error: unknown) => sayFailure(log, `The language server did not start: ${messageOf(error)}`)),
		),
		vscode.workspace.onDidOpenTextDocument(start),
	);
	vscode.workspace.textDocuments.forEach(start);

	/** The server starts with a Dockerfile, not with the editor. Its failure is in the log and in the status of the file. */
	function start(document: vscode.TextDocument): void {
		if (!isDockerfile(document)) return;
		setContext('drydock.active', true);
		if (server.state === 'idle') server.start().catch(() => undefined);
	}
}
