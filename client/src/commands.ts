import * as vscode from 'vscode';
import { type Log, messageOf, sayFailure } from './log.ts';

/** A command whose failure is a sentence for the user. */
export function registerCommand(log: Log, name: string, run: (...args: unknown[]) => unknown): vscode.Disposable {
	return vscode.commands.registerCommand(name, async (...args: unknown[]) => {
		try {
			await run(...args);
		} catch (error) {
			// Not awaited: the pop-up stays until somebody answers it.
			void sayFailure(log, messageOf(error));
		}
	});
}
