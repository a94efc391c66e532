import type { Dialect } from './command.ts';
import { dialectOf, scriptGiven, suCommand } from './interpreter.ts';
import { onePiece, type Pieces } from './pieces.ts';
import type { RawRedirect, RawWord } from './raw.ts';

/** The text of a script that a command is told to run, and the way from it to the text that the command stands in. */
export interface GivenText {
	readonly dialect: Dialect;
	readonly text: Pieces;
	/** The word that it is written in, if it is one. */
	readonly word: RawWord | undefined;
}

/** `sh -c '...'`, `su -c '...'`, `bash <<EOF`, `sh <<< '...'`. The first of the words is the program. */
export function givenText(words: readonly RawWord[], redirects: () => readonly RawRedirect[]): GivenText | undefined {
	const program = words[0]?.value;
	const isSu = program !== undefined && /(?:^|\/)(?:su|runuser)$/.test(program);
	const dialect = isSu ? 'sh' : dialectOf(program);
	if (!dialect) return undefined;
	const given = isSu ? suCommand(words) : scriptGiven(words);
	if (given === undefined) return undefined;
	if (given !== 'input') return inWord(words[given], dialect);
	const input = redirects().findLast(({ operator, descriptor }) => operator.startsWith('<') && (descriptor ?? 0) === 0);
	if (input?.body) return { dialect, text: input.body, word: undefined };
	return input?.operator === '<<<' ? inWord(input.target, dialect) : undefined;
}

function inWord(word: RawWord | undefined, dialect: Dialect): GivenText | undefined {
	if (!word?.exact) return undefined;
	return { dialect, word, text: word.letters ?? onePiece(word.unquoted, word.start) };
}
