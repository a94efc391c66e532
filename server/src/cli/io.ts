/** What a command of the command line may touch, so that tests can hand in their own. */
export interface CommandIo {
	readonly stdout: (text: string) => void;
	readonly stderr: (text: string) => void;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly cwd: string;
	readonly stdin?: AsyncIterable<Uint8Array>;
	readonly signal?: AbortSignal;
	/** Standard output is a terminal: colours are welcome. */
	readonly terminal?: boolean;
	/** The script that this process was started with; worker threads and the server are started from there. */
	readonly entry?: string;
}
