import * as vscode from 'vscode';
import { readBuild, stepOutput } from '../../../server/src/protocol/history.ts';
import type { Server } from '../languageClient.ts';
import { choiceLines } from './buildRows.ts';

const scheme = 'drydock-build';

/** Dockerfiles and settings as they were when a build was started, for reading only. */
export class RecordedText implements vscode.TextDocumentContentProvider {
	readonly #server: Server;

	constructor(server: Server) {
		this.#server = server;
	}

	static register(server: Server): vscode.Disposable {
		return vscode.workspace.registerTextDocumentContentProvider(scheme, new RecordedText(server));
	}

	static dockerfile(id: string): vscode.Uri {
		return vscode.Uri.from({ scheme, path: '/Dockerfile', query: id });
	}

	static settings(id: string): vscode.Uri {
		return vscode.Uri.from({ scheme, path: '/settings', query: id });
	}

	/** What a step printed; `step` counts from 0. */
	static output(id: string, step: number, name: string): vscode.Uri {
		return vscode.Uri.from({ scheme, path: `/${name.replaceAll('/', '∕')}.log`, query: `${id}.${step}` });
	}

	async provideTextDocumentContent({ path, query }: vscode.Uri): Promise<string> {
		const [id = '', step] = query.split('.');
		if (step !== undefined) return this.#output(id, Number(step));
		const answer = await this.#server.ask(readBuild, { id });
		if (answer.failure !== undefined) throw new Error(answer.failure);
		return path === '/settings' ? `${choiceLines(answer.build).join('\n')}\n` : answer.build.text;
	}

	async #output(id: string, step: number): Promise<string> {
		const answer = await this.#server.ask(stepOutput, { id, step });
		if (answer.failure !== undefined) throw new Error(answer.failure);
		// colours are for terminals
		return answer.text === '' ? 'It printed nothing.\n' : `${answer.text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '')}\n`;
	}
}
