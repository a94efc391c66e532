/** What has to be known of a package manager to tell what its command line installs. Options and grammar are those of its documentation. */
export interface PackageManager {
	readonly id: ManagerId;
	/** Programs that speak this command line. */
	readonly programs: readonly string[];
	/** The ids of other tools' rules about packages without a version. */
	readonly aliases: readonly string[];
	/** Subcommands that install what follows, by name; `pip install` for words of two. */
	readonly install: Readonly<Record<string, InstallForm>>;
	/** Subcommands that install what files of the project say. */
	readonly project?: readonly string[];
	/** Subcommands that only fetch the index. */
	readonly update?: readonly string[];
	/** First words of subcommands of two words. */
	readonly nested?: readonly string[];
	/** Options whose value is the next word, behind the subcommand. */
	readonly valued: ReadonlySet<string>;
	/** The same in front of the subcommand, if others. */
	readonly globalValued?: ReadonlySet<string>;
	/** Options have one dash, and letters are not written together. */
	readonly singleDash?: boolean;
	/** Options that name a file with packages, or with versions of packages. */
	readonly files?: Readonly<Partial<Record<FileRole, readonly string[]>>>;
	/** Options whose value is something to install. */
	readonly packageOptions?: readonly string[];
	/** Options whose value is the version of what is installed. */
	readonly versionOptions?: readonly string[];
	/** How narrow such a version is. */
	readonly pinOf?: (version: string) => Pin;
	/** Options that leave the versions to something that is not in this command: a lock file, a folder of archives. */
	readonly elsewhere?: readonly string[];
	/** Options that name a set of packages to be deleted together later. */
	readonly virtual?: readonly string[];
	/** With one of these and such a value, operands are groups. */
	readonly groupOption?: { readonly names: readonly string[]; readonly values: RegExp };
	/** An operand that is the version of the one before. */
	readonly isVersionOf?: (operand: string) => boolean;
	/** What stands behind `--` is for others. */
	readonly endsAtDashes?: boolean;
}

export type ManagerId =
	| 'apt'
	| 'apk'
	| 'dnf'
	| 'yum'
	| 'zypper'
	| 'pip'
	| 'pipx'
	| 'uv'
	| 'conda'
	| 'npm'
	| 'yarn'
	| 'pnpm'
	| 'bun'
	| 'gem'
	| 'go'
	| 'cargo'
	| 'composer';

export type FileRole = 'requirements' | 'constraints';

export interface InstallForm {
	/** What an operand is; `undefined` if it installs nothing (`curl-` of apt deletes). */
	readonly read: (operand: string) => PackageSpec | undefined;
	/** Operands in front that are something else: the environment of `pipx inject`. */
	readonly skips?: number;
	/** Only the first operand is installed; the others are the arguments of a program. */
	readonly runs?: boolean;
	/** Without an operand, it installs what the project's files say. */
	readonly readsProject?: boolean;
}

/**
 * How far the version is fixed. `exact`: one version. `partial`: its first places (`curl=7.*`, `node@20`). `variable`: a variable says it.
 * `elsewhere`: a lock file, a constraints file or a release says it. `range`: any version within bounds. `tag`: a name that moves (`latest`).
 */
export type Pin = 'exact' | 'partial' | 'variable' | 'elsewhere' | 'range' | 'tag' | 'none';

/** `capability`: something that packages provide, by its own name (`cmd:bash`, `pkgconfig(x)`). */
export type PackageKind = 'package' | 'group' | 'capability' | 'file' | 'folder' | 'url';

/** An operand as the manager reads it. Numbers are offsets into it. */
export interface PackageSpec {
	readonly kind: PackageKind;
	readonly name: Part;
	readonly version: Part | undefined;
	readonly pin: Pin;
}

export interface Part {
	readonly start: number;
	readonly end: number;
}

export function options(...lines: readonly string[]): ReadonlySet<string> {
	return new Set(lines.join(' ').split(' '));
}

/** The whole operand, without a version. */
export function whole(kind: PackageKind, operand: string, pin: Pin = 'elsewhere'): PackageSpec {
	return { kind, name: { start: 0, end: operand.length }, version: undefined, pin };
}

/** A name from the start of the operand, and a version up to its end. */
export function versioned(operand: string, nameEnd: number, versionStart: number, pin: Pin): PackageSpec {
	return { kind: 'package', name: { start: 0, end: nameEnd }, version: { start: versionStart, end: operand.length }, pin };
}

export function isUrl(operand: string): boolean {
	return /^[a-z][a-z0-9+.-]*:\/\//i.test(operand);
}

export function isPath(operand: string): boolean {
	return /^(?:\.{0,2}\/|~\/|\.{1,2}$)/.test(operand);
}
