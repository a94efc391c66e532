import * as vscode from 'vscode';
import type { OtherTools } from '../../server/src/protocol/requests.ts';

const containerTools = ['ms-azuretools.vscode-containers', 'ms-azuretools.vscode-docker'];
const dockerDx = ['docker.docker'];

/** Extensions in this editor that report some of our findings too: what they say, the server does not say again. */
export function otherTools(): OtherTools {
	return { containerTools: containerTools.some(isEnabled), dockerDx: dockerDx.some(isEnabled) };
}

/** A disabled extension is not in the list; one that is not active yet becomes so with the first Dockerfile. */
function isEnabled(id: string): boolean {
	return vscode.extensions.getExtension(id) !== undefined;
}

/** Tells when an extension was installed, enabled or taken away. */
export function watchOtherTools(changed: (tools: OtherTools) => void): vscode.Disposable {
	let known = JSON.stringify(otherTools());
	return vscode.extensions.onDidChange(() => {
		const now = otherTools();
		if (JSON.stringify(now) === known) return;
		known = JSON.stringify(now);
		changed(now);
	});
}
