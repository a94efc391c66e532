/** What a command of the command line may touch, so that tests can hand in their own. */
export interface CommandIo {
	readonly stdout: (text: string) => void;
	readonly stderr: (text: string) => void;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly cwd: string;
	readonly stdin?: AsyncIterable<Uint8Array>;
	readonly signal?: AbortSignal;
}
