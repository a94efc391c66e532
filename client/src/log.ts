import * as vscode from 'vscode';

/** The output channel "Drydock". */
export type Log = vscode.LogOutputChannel;

export function createLog(): Log {
	return vscode.window.createOutputChannel('Drydock', { log: true });
}

export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** A failure of something the user asked for: the sentence, and buttons for what can be done about it. */
export async function sayFailure(log: Log, sentence: string, actions: Readonly<Record<string, () => void>> = {}): Promise<void> {
	log.error(sentence);
	const chosen = await vscode.window.showErrorMessage(sentence, ...Object.keys(actions), 'Show Log');
	if (chosen === 'Show Log') log.show(true);
	else if (chosen !== undefined) actions[chosen]?.();
}
