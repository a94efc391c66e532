/** What was typed cannot be carried out. The message is a sentence. */
export class UsageError extends Error {
	override readonly name = 'UsageError';

	/** From what Node's argument parser throws; everything else is passed on. */
	static from(error: unknown): UsageError {
		const { code, message } = error as NodeJS.ErrnoException;
		if (!code?.startsWith('ERR_PARSE_ARGS_')) throw error;
		const option = /'(-[^\s']+)/.exec(message)?.[1];
		if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && option) return new UsageError(`The option ${option} is not known here.`);
		return new UsageError(option ? `The option ${option} was not given as it should be: ${message.split('. ', 1)[0]}.` : message);
	}
}
