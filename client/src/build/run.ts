import * as vscode from 'vscode';
import { type BuildChoice, type BuildEvent, type BuildPlan, type BuildResult, buildPlan } from '../../../server/src/protocol/build.ts';
import { setContext } from '../editorContext.ts';
import type { Server } from '../languageClient.ts';
import { ProgressReporter } from './progress.ts';
import { BuildTerminal } from './terminal.ts';

/** Runs what was chosen as a task, beside a notification that can stop it. */
export async function runBuild(server: Server, document: vscode.TextDocument, choice: BuildChoice, onEvent: (event: BuildEvent) => void): Promise<BuildResult> {
	const plan = await server.ask(buildPlan, choice);
	const terminal = new BuildTerminal(server, choice, plan);
	const task = buildTask(document, choice, plan, terminal);
	setContext('drydock.building', true);
	try {
		return await vscode.window.withProgress(
			{ location: vscode.ProgressLocation.Notification, title: `Building ${choice.tag}`, cancellable: true },
			async (progress, token) => {
				const reporter = new ProgressReporter();
				token.onCancellationRequested(() => terminal.stop());
				const following = terminal.onEvent(event => {
					const message = reporter.message(event);
					if (message !== undefined) progress.report({ message });
					onEvent(event);
				});
				await vscode.tasks.executeTask(task);
				return terminal.result.finally(() => following.dispose());
			},
		);
	} finally {
		setContext('drydock.building', false);
	}
}

/** A run of its own each time: "Rerun Last Task" goes through the same terminal class with the same choice, and the server refuses a tag that is taken. */
function buildTask(document: vscode.TextDocument, choice: BuildChoice, plan: BuildPlan, first: BuildTerminal): vscode.Task {
	let terminal: BuildTerminal | undefined = first;
	const execution = new vscode.CustomExecution(async () => {
		const used = terminal ?? new BuildTerminal(first.server, choice, plan);
		terminal = undefined;
		return used;
	});
	const scope = vscode.workspace.getWorkspaceFolder(document.uri) ?? vscode.TaskScope.Workspace;
	const task = new vscode.Task({ type: 'drydock', tag: choice.tag }, scope, `Build ${choice.tag}`, 'Drydock', execution, []);
	task.group = vscode.TaskGroup.Build;
	task.presentationOptions = {
		reveal: vscode.TaskRevealKind.Always,
		focus: false,
		echo: false,
		showReuseMessage: false,
		panel: vscode.TaskPanelKind.Shared,
		clear: true,
	};
	return task;
}
