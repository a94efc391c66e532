import * as vscode from 'vscode';
import { tagProblem } from './tag.ts';

export interface TagQuestion {
	readonly title: string;
	readonly value: string;
	/** Said under the box before anything is typed. */
	readonly note: string | undefined;
	/** Label of the button beside the title; absent: no button. */
	readonly optionsLabel: string | undefined;
	/** Where the tag belongs to an image already: the next free one. */
	taken(tag: string): Promise<string | undefined>;
}

export type TagAnswer = { readonly tag: string; readonly options: boolean };

/** Asks for the tag. One that exists is never moved: the box stays open with the next free one. */
export function askTag(question: TagQuestion): Promise<TagAnswer | undefined> {
	const box = vscode.window.createInputBox();
	box.title = question.title;
	box.prompt = question.note ?? 'Name and tag of the image to build';
	box.value = question.value;
	// The version is what one changes.
	box.valueSelection = [question.value.lastIndexOf(':') + 1, question.value.length];
	box.ignoreFocusOut = true;
	if (question.optionsLabel !== undefined) box.buttons = [{ iconPath: new vscode.ThemeIcon('settings-gear'), tooltip: question.optionsLabel }];

	return new Promise((resolve, reject) => {
		const accept = async (options: boolean): Promise<void> => {
			const tag = box.value.trim();
			const problem = tagProblem(tag);
			if (problem !== undefined) {
				box.validationMessage = problem;
				return;
			}
			box.busy = true;
			box.enabled = false;
			const free = await question.taken(tag).finally(() => {
				box.busy = false;
				box.enabled = true;
			});
			if (free === undefined) {
				resolve({ tag, options });
				box.hide();
				return;
			}
			box.value = free;
			box.validationMessage = {
				message: `${tag} is an image already and stays what it is. ${free} is free: Enter takes it.`,
				severity: vscode.InputBoxValidationSeverity.Warning,
			};
		};
		const acceptOrFail = (options: boolean): void => {
			accept(options).catch((error: unknown) => {
				reject(error);
				box.hide();
			});
		};
		box.onDidChangeValue(value => {
			const problem = tagProblem(value.trim());
			box.validationMessage = problem === undefined ? undefined : { message: problem, severity: vscode.InputBoxValidationSeverity.Error };
		});
		box.onDidAccept(() => acceptOrFail(false));
		box.onDidTriggerButton(() => acceptOrFail(true));
		box.onDidHide(() => {
			resolve(undefined);
			box.dispose();
		});
		box.show();
	});
}
