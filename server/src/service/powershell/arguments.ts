/** Options with a value; a script is not run with some of them. */
const valued = /^-(?:ex\w*|ep|v\w*|o\w*|in\w*|if|w|windowstyle|config\w*|psconsolefile|settings\w*|wo|workingdirectory)$/i;
const otherInput = /^-(?:f|file|e|ec|enc\w*|encodedcommand)$/i;

/** The program, if the word names PowerShell. */
export function isPowerShell(word: string | undefined): 'powershell' | 'pwsh' | undefined {
	const name = /(?:^|[\\/@])(powershell|pwsh)(?:\.exe)?$/i.exec(word ?? '')?.[1];
	return name?.toLowerCase() as 'powershell' | 'pwsh' | undefined;
}

/** What [powershell.exe](https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe) runs: the words behind `-Command`, or behind all options; `undefined` if it is a file or something else. */
export function argumentsOfPowerShell(words: readonly string[]): { readonly script: readonly string[] } | undefined {
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		if (/^-c(?:ommand)?$/i.test(word)) return { script: words.slice(at + 1) };
		if (otherInput.test(word)) return undefined;
		if (!word.startsWith('-')) return { script: words.slice(at) };
		if (valued.test(word)) at++;
	}
	return { script: [] };
}
