/** Something in an image that should not be there. */
export interface ImageFinding {
	readonly kind: FindingKind;
	readonly severity: 'error' | 'warning' | 'info' | 'hint';
	/** A sentence; never the secret itself. */
	readonly message: string;
	/** The real layer, 0 for the oldest. Absent for what is in the configuration, and for an instruction without a layer. */
	readonly layer: number | undefined;
	/** The row of the history, 1 for the oldest, where it is about one. */
	readonly ordinal: number | undefined;
	readonly path: string | undefined;
	/** Bytes. */
	readonly size: number | undefined;
	/** A later layer removed or replaced it, and everybody who has the image can still read it. */
	readonly recoverable: boolean;
	/** In a layer of the base image. */
	readonly fromBase: boolean;
}

export type FindingKind =
	| 'secret-in-history'
	| 'secret-in-environment'
	| 'secret-in-label'
	| 'private-key'
	| 'credential-file'
	| 'secret-in-file'
	| 'git-folder'
	| 'setuid'
	| 'world-writable'
	| 'package-cache'
	| 'same-content';
