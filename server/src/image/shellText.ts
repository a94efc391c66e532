/** A command as one would type it into a shell. For reading and pasting; what is started is the list itself. */
export function shellText(env: Readonly<Record<string, string>>, words: readonly string[]): string {
	return [...Object.entries(env).map(([name, value]) => `${name}=${quoted(value)}`), ...words.map(quoted)].join(' ');
}

function quoted(argument: string): string {
	return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
