import type { InstalledPackage } from './package.ts';

export interface ApkPackage extends InstalledPackage {
	/** Paths without a slash at their start. */
	readonly files: readonly string[];
}

/** `lib/apk/db/installed`: paragraphs of lines with a letter, a colon and a value (wiki.alpinelinux.org, "Apk spec", installed database). */
export function apkPackages(installed: string): ApkPackage[] {
	return installed.split(/\n\n+/).flatMap(paragraph => {
		let name: string | undefined;
		let version: string | undefined;
		let folder = '';
		const files: string[] = [];
		for (const line of paragraph.split('\n')) {
			const value = line.slice(2);
			if (line.startsWith('P:')) name = value;
			else if (line.startsWith('V:')) version = value;
			else if (line.startsWith('F:')) folder = value;
			else if (line.startsWith('R:')) files.push(folder === '' ? value : `${folder}/${value}`);
		}
		return name === undefined || version === undefined ? [] : [{ manager: 'apk' as const, name, version, files }];
	});
}
