/** What was typed cannot be carried out. The message is a sentence. */
export class UsageError extends Error {
	override readonly name = 'UsageError';

	/** From what Node's argument parser throws; everything else is passed on. */
	static from(error: unknown): UsageError {
		const { code, message } = error as NodeJS.ErrnoException;
		if (!code?.startsWith('ERR_PARSE_ARGS_')) throw error;
		const option = /'(-[^\s']+)/.exec(message)?.[1];
		if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && option) return new UsageError(`The option ${option} is not known here.`);
		if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' || !option) return new UsageError(message);
		if (/does not take an argument/.test(message)) return new UsageError(`The option ${option} takes no value.`);
		return new UsageError(
			/is ambiguous/.test(message)
				? `The option ${option} needs a value; one that begins with a dash is written ${option}=VALUE.`
				: `The option ${option} needs a value.`,
		);
	}
}
