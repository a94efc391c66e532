import * as vscode from 'vscode';
import type { TagProposal } from '../../../server/src/protocol/build.ts';
import { tagProblem } from './tag.ts';

export interface TagQuestion {
	readonly title: string;
	readonly value: string;
	/** Said under the box. */
	readonly note: string;
	/** Free tags that could follow the one in the box. */
	proposals(tag: string): Promise<readonly TagProposal[]>;
}

/** `options`: the form was asked for. */
export type TagAnswer = { readonly tag: string; readonly options: boolean };

const options: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('settings-gear'), tooltip: 'Stage, Arguments, Platforms and More' };
const versions: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('versions'), tooltip: 'Next Version' };

/** Asks for the tag. The grammar is checked while it is typed. */
export async function askTag(question: TagQuestion): Promise<TagAnswer | undefined> {
	for (let { value } = question; ; ) {
		const answer = await showBox({ ...question, value });
		if (answer === undefined || !('versions' in answer)) return answer;
		const items = (await question.proposals(answer.versions)).map(({ reference, why }) => ({ label: reference, description: why }));
		value = (await vscode.window.showQuickPick(items, { title: 'Next Version', ignoreFocusOut: true }))?.label ?? answer.versions;
	}
}

function showBox({ title, value, note }: TagQuestion): Promise<TagAnswer | { readonly versions: string } | undefined> {
	const box = vscode.window.createInputBox();
	box.title = title;
	box.prompt = note;
	box.value = value;
	// The version is what one changes.
	box.valueSelection = [value.lastIndexOf(':') + 1, value.length];
	box.ignoreFocusOut = true;
	box.buttons = [versions, options];
	return new Promise(resolve => {
		const finish = (withOptions: boolean): void => {
			const tag = box.value.trim();
			box.validationMessage = tagProblem(tag);
			if (box.validationMessage !== undefined) return;
			resolve({ tag, options: withOptions });
			box.hide();
		};
		box.onDidChangeValue(text => {
			box.validationMessage = tagProblem(text.trim());
		});
		box.onDidAccept(() => finish(false));
		box.onDidTriggerButton(button => {
			if (button === options) return finish(true);
			resolve({ versions: box.value.trim() });
			box.hide();
		});
		box.onDidHide(() => {
			resolve(undefined);
			box.dispose();
		});
		box.show();
	});
}
