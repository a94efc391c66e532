import * as vscode from 'vscode';
import type { FileRow } from '../../../server/src/protocol/files.ts';
import { changeText } from './fileRows.ts';
import { imageScheme } from './imageFileSystem.ts';

/** Letter and colour of what a layer did to a file, as source control shows it. */
const marks: Readonly<Partial<Record<FileRow['change'], { readonly badge: string; readonly color: string }>>> = {
	added: { badge: 'A', color: 'gitDecoration.addedResourceForeground' },
	modified: { badge: 'M', color: 'gitDecoration.modifiedResourceForeground' },
	metadata: { badge: 'P', color: 'gitDecoration.submoduleResourceForeground' },
	removed: { badge: 'D', color: 'gitDecoration.deletedResourceForeground' },
};

/** The address of a file in the tree; what happened to it is the fragment, by which its mark is found. */
export function markedUri({ path, change }: Pick<FileRow, 'path' | 'change'>): vscode.Uri {
	return vscode.Uri.from({ scheme: imageScheme, path: `/${path}`, fragment: change });
}

export function fileMarks(): vscode.Disposable {
	return vscode.window.registerFileDecorationProvider({
		provideFileDecoration(uri) {
			if (uri.scheme !== imageScheme) return undefined;
			const change = uri.fragment as FileRow['change'];
			const mark = marks[change];
			return mark && new vscode.FileDecoration(mark.badge, changeText[change], new vscode.ThemeColor(mark.color));
		},
	});
}
