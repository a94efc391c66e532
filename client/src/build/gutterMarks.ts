import * as vscode from 'vscode';
import type { BuildEvent, BuildResult } from '../../../server/src/protocol/build.ts';
import { duration } from '../builds/buildRows.ts';

type StepEvent = BuildEvent & { readonly type: 'step' };
type State = StepEvent['state'];

interface Mark {
	readonly line: number;
	readonly state: State;
	readonly seconds: number | undefined;
}

const pictures: Readonly<Record<State, string>> = {
	started: '<circle cx="8" cy="8" r="4.5" fill="none" stroke="#3794ff" stroke-width="2" stroke-dasharray="20 8"/>',
	done: '<path d="M3.5 8.5l3 3 6-7" fill="none" stroke="#2ea043" stroke-width="2"/>',
	cached: '<circle cx="8" cy="8" r="3" fill="#8a8a8a"/>',
	failed: '<path d="M4 4l8 8M12 4l-8 8" fill="none" stroke="#f14c4c" stroke-width="2"/>',
};
const words: Readonly<Record<State, string>> = { started: 'running', done: 'done', cached: 'from the cache', failed: 'failed' };

/** How far a build is, in the gutter beside the instructions, until the text is edited or built again. */
export class GutterMarks implements vscode.Disposable {
	readonly #types = (['started', 'done', 'cached', 'failed'] as const).map(state => ({
		state,
		type: vscode.window.createTextEditorDecorationType({ gutterIconPath: picture(state), gutterIconSize: 'contain' }),
	}));
	readonly #subscriptions = vscode.Disposable.from(
		vscode.window.onDidChangeVisibleTextEditors(() => this.#draw()),
		vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			if (contentChanges.length > 0 && document.uri.toString() === this.#document) this.clear();
		}),
	);
	readonly #marks = new Map<string, Mark>();
	#document: string | undefined;

	/** A build of this document begins. */
	start(document: vscode.TextDocument): void {
		this.clear();
		this.#document = document.uri.toString();
	}

	/** The end of a step comes with its id only. */
	event(event: BuildEvent): void {
		if (event.type !== 'step' || this.#document === undefined) return;
		const line = event.line ?? this.#marks.get(event.id)?.line;
		if (line === undefined) return;
		this.#marks.set(event.id, { line, state: event.state, seconds: event.seconds });
		this.#draw();
	}

	/** What was running when the build ended did so too, or nothing is known of it. */
	end({ outcome, line: failedLine }: Pick<BuildResult, 'outcome' | 'line'>): void {
		for (const [id, mark] of this.#marks) {
			if (outcome === 'failed' && mark.line === failedLine) this.#marks.set(id, { ...mark, state: 'failed' });
			else if (mark.state === 'started' && outcome === 'built') this.#marks.set(id, { ...mark, state: 'done' });
			else if (mark.state === 'started') this.#marks.delete(id);
		}
		if (outcome === 'failed' && failedLine !== undefined && ![...this.#marks.values()].some(({ line }) => line === failedLine))
			this.#marks.set('failed', { line: failedLine, state: 'failed', seconds: undefined });
		this.#draw();
	}

	clear(): void {
		this.#marks.clear();
		this.#draw();
		this.#document = undefined;
	}

	dispose(): void {
		vscode.Disposable.from(this.#subscriptions, ...this.#types.map(({ type }) => type)).dispose();
	}

	#draw(): void {
		for (const editor of vscode.window.visibleTextEditors) {
			const marks = editor.document.uri.toString() === this.#document ? [...this.#marks.values()] : [];
			for (const { state, type } of this.#types) {
				const own = marks.filter(mark => mark.state === state && mark.line < editor.document.lineCount);
				editor.setDecorations(
					type,
					own.map(({ line, seconds }) => ({
						range: new vscode.Range(line, 0, line, 0),
						hoverMessage: `Build: ${words[state]}${seconds === undefined ? '' : `, ${duration(seconds)}`}`,
					})),
				);
			}
		}
	}
}

function picture(state: State): vscode.Uri {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">${pictures[state]}</svg>`;
	return vscode.Uri.parse(`data:image/svg+xml;base64,${btoa(svg)}`, true);
}
