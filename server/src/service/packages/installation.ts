import type { ManagerId, PackageKind, Pin } from '../data/packageManagers/manager.ts';
import type { Command, ShellWord } from '../shell.ts';
import type { Span } from '../text.ts';

/** A command that installs something. */
export interface Installation {
	readonly manager: ManagerId;
	/** The ids of other tools' rules about packages of this manager without a version. */
	readonly aliases: readonly string[];
	readonly command: Command;
	/** What is named, in order. Words whose names a variable gives are not among them. */
	readonly packages: readonly InstalledPackage[];
	/** Files that name packages: `-r requirements.txt`. */
	readonly requirements: readonly FileArgument[];
	/** Files that say which versions are allowed: `-c constraints.txt`. */
	readonly constraints: readonly FileArgument[];
	/** It installs what files of the project say: `npm ci`, `pip install .`, `go mod download`. */
	readonly project: boolean;
	/** Some of what it installs cannot be seen: `$PACKAGES`, or names that another program writes (xargs). */
	readonly hasUnknown: boolean;
	/** The name under which the packages can be deleted later: `apk add --virtual .build-deps`. */
	readonly virtual: FileArgument | undefined;
}

/** A value of an option, without quotes. */
export interface FileArgument {
	readonly text: string;
	readonly span: Span;
}

export interface InstalledPackage {
	readonly kind: PackageKind;
	/** As written, without quotes. */
	readonly text: string;
	readonly name: string;
	/** What stands behind the operator; `undefined` without one. */
	readonly version: string | undefined;
	readonly pin: Pin;
	/** The version is fixed as far as this line can tell; always so for what has no version here (files, folders). */
	readonly pinned: boolean;
	readonly word: ShellWord;
	/** The word, or the value of the option that names it. */
	readonly span: Span;
	readonly nameSpan: Span;
	readonly versionSpan: Span | undefined;
}
