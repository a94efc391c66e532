import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Dockerfile, parseDockerfile } from '../../server/src/service/syntax/parse.ts';
import type { Comment, Instruction, SyntaxProblem } from '../../server/src/service/syntax/tree.ts';
import { damagedDockerfile, likelyDockerfile, nastyDockerfile } from '../support/generateDockerfile.ts';
import { skipUnless } from '../support/requirement.ts';
import { seed } from '../support/seed.ts';
import { ask, type Oracle, type OracleNode } from './oracle.ts';

/** BuildKit's errors, and the problem that we report in their place. Its parser stops there; ours goes on. */
const errors: readonly (readonly [RegExp, SyntaxProblem['kind']])[] = [
	[/^file with no instructions/, 'empty-file'],
	[/unterminated heredoc/, 'unterminated-heredoc'],
	[/only one \w+ parser directive can be used/, 'duplicate-directive'],
	[/invalid escape token/, 'invalid-escape-directive'],
	[/arrays must be comprised of strings only/, 'json-not-strings'],
	[/must have two arguments/, 'pair-without-value'],
	[/can't find = in/, 'pair-without-equals'],
	[/line greater than max allowed size/, 'line-too-long'],
];

/** Problems that BuildKit lets pass (the first with a warning), or leaves to a later stage. */
const harmless: ReadonlySet<SyntaxProblem['kind']> = new Set(['empty-continuation-line', 'empty-instruction']);

function equal(actual: unknown, expected: unknown, what: string, text: string): void {
	assert.deepEqual(actual, expected, `${what} of ${JSON.stringify(text)}`);
}

async function compare(text: string): Promise<void> {
	const [theirs] = await ask('parse', [{ text }]);
	assert.ok(theirs);
	compareTrees(parseDockerfile(text), theirs, text);
}

function compareTrees(ours: Dockerfile, theirs: Oracle['parse']['answer'], text: string): void {
	const kinds = ours.problems.map(({ kind }) => kind);
	if (theirs.error !== undefined) {
		const expected = errors.find(([pattern]) => pattern.test(theirs.error as string))?.[1];
		assert.ok(expected, `an error that is not in the list: ${theirs.error}`);
		// after a line that is too long BuildKit sees nothing more, and may complain of that
		assert.ok(kinds.includes(expected) || kinds.includes('line-too-long'), `${JSON.stringify(text)}: ${theirs.error}; ours: ${kinds.join()}`);
		return;
	}
	// a lone continuation character makes an instruction without a name there
	const nodes = theirs.nodes.filter(({ keyword }) => keyword !== '');
	equal(
		kinds.filter(kind => !harmless.has(kind)),
		nodes.length > 0 ? [] : ['empty-file'],
		'problems',
		text,
	);
	equal(ours.escape, theirs.escape, 'escape', text);
	equal(
		ours.instructions.map(({ keyword }) => keyword),
		nodes.map(({ keyword }) => upper(keyword)),
		'keywords',
		text,
	);
	equal(kinds.includes('empty-continuation-line'), theirs.warnings.length > 0, 'warnings', text);
	for (const [index, node] of nodes.entries()) compareInstruction(ours.instructions[index] as Instruction, node, ours, text);
}

/** Of ASCII letters only: `ſhell` is no SHELL. */
function upper(keyword: string): string {
	return keyword.replace(/[a-z]+/g, letters => letters.toUpperCase());
}

function compareInstruction(ours: Instruction, theirs: OracleNode, file: Dockerfile, text: string): void {
	equal(ours.line + 1, theirs.startLine, 'first line', text);
	equal(ours.endLine + 1, theirs.endLine, 'last line', text);
	// BuildKit takes off the first byte of the line, also where that is a blank and not the number sign
	equal(
		ours.comments.map(comment => comment.text),
		theirs.prevComments.map((comment, at) => (isIndented(ours.comments[at], file) ? comment.slice(comment.indexOf('#') + 1).trim() : comment)),
		'comments above',
		text,
	);
	equal(
		ours.heredocs.map(({ name, fileDescriptor: fd, expand, chomp, body: content }) => ({ name, fd, expand, chomp, content })),
		theirs.heredocs,
		'here-documents',
		text,
	);
	compareLine(ours, theirs, text);
}

function isIndented(comment: Comment | undefined, { lines, text }: Dockerfile): boolean {
	return comment !== undefined && text.slice(lines.startOf(comment.line), comment.span.start).replace('\ufeff', '') !== '';
}

/** What stands in the joined line, with an instruction inside ONBUILD too. */
function compareLine(ours: Instruction, theirs: OracleNode, text: string): void {
	equal(ours.logical.text.trim(), theirs.original.trim(), 'joined line', text);
	// BuildKit reads flags byte by byte, which spoils all but ASCII
	if (isAscii(theirs.flags.join('')))
		equal(
			ours.flags.map(({ name, value }) => `--${name}${value === undefined ? '' : `=${value}`}`),
			theirs.flags,
			'flags',
			text,
		);
	equal(ours.json !== undefined, theirs.json, 'JSON form', text);
	const args = argsOf(ours, theirs);
	if (args) equal(args, theirs.args, 'arguments', text);
	equal(ours.trigger?.keyword, theirs.trigger && upper(theirs.trigger.keyword), 'trigger', text);
	if (ours.trigger && theirs.trigger) compareLine(ours.trigger, theirs.trigger, text);
}

function isAscii(text: string): boolean {
	return /^[\0-\x7f]*$/.test(text);
}

/** Our parts in the form of BuildKit's list. */
function argsOf({ keyword, args, json, words, quotedWords, pairs }: Instruction, theirs: OracleNode): readonly string[] | undefined {
	const items = json?.items.map(item => item.value);
	const whole = args.text === '' ? [] : [args.text];
	switch (keyword) {
		case 'ENV':
		case 'LABEL':
			return pairs.flatMap(({ key, value, delimiter }) => [key.text, value?.text ?? '', delimiter.trim()]);
		case 'ARG':
			return quotedWords.map(word => word.text);
		case 'FROM':
		case 'EXPOSE':
			return words.map(word => word.text);
		case 'COPY':
		case 'ADD':
		case 'VOLUME':
			return items ?? words.map(word => word.text);
		case 'RUN':
		case 'CMD':
		case 'ENTRYPOINT':
		case 'SHELL':
			return items ?? whole;
		case 'HEALTHCHECK':
			// the type stands before the array, in BuildKit's list too
			return items && [args.text.slice(0, theirs.args[0]?.length), ...items];
		case 'MAINTAINER':
		case 'STOPSIGNAL':
		case 'USER':
		case 'WORKDIR':
			return whole;
		default:
			// an unknown instruction has one empty argument there, ONBUILD none
			return undefined;
	}
}

const texts = [
	'',
	'\n',
	'# only a comment',
	'FROM',
	'FROM a',
	'from a as b\n',
	'  FROM a',
	'\ufeffFROM a',
	'FROM a\r\nRUN b\r\n',
	'# escape=`\nFROM a\nRUN x `\n y\n',
	'# escape=x\nFROM a',
	'# syntax=a\n# syntax=b\nFROM a',
	'#escape=`\n#\n# escape=\\\nFROM a',
	'\n# escape=`\nRUN x `\n',
	'RUN a \\\n b',
	'RUN a \\\n# c\n b',
	'RUN a \\\n\n b',
	'RUN a \\',
	'RUN a \\\n',
	'RUN a \\ \t\n b',
	'RUN a \\\\\n b',
	'RUN a\\\nb',
	'\\\nRUN a',
	'\\',
	'\\\n\n',
	'RUN \\\n',
	'R\\\nUN a',
	'ENV',
	'ENV a',
	'ENV a b',
	'ENV a  b c',
	'ENV a=b c',
	'ENV a=b c=d',
	'ENV a="b c" d=\'e f\'',
	'ENV a=b\\ c',
	'ENV a="b',
	'ENV a=',
	'ENV =b',
	'ENV a=b=c',
	'ENV "a b"=c',
	'ENV "a b" c',
	'ENV a= b',
	'LABEL a b',
	'LABEL a',
	'ARG',
	'ARG a',
	'ARG a=b c',
	'ARG a="x y"',
	'ENV a=b \\\n c=d',
	'RUN []',
	'RUN [1]',
	'RUN ["a"',
	'RUN ["a"] x',
	'RUN [ "a" , "b" ]',
	'CMD ["a\\n", "\\u00e9"]',
	'COPY ["a b", "c"]',
	'COPY [1]',
	'VOLUME []',
	'SHELL ["a", null]',
	'RUN\t["a"]',
	'HEALTHCHECK CMD ["a"]',
	'HEALTHCHECK NONE',
	'HEALTHCHECK',
	'HEALTHCHECK CMD [1]',
	'HEALTHCHECK --interval=1s CMD x',
	'ENTRYPOINT ["a", "b\\"c"]',
	'RUN --mount=type=cache,target=/x a',
	'RUN --a --b=c -- --d e',
	"COPY --from='a b' c d",
	'COPY --from="a\\"b" c d',
	'RUN --a\\ b c',
	'RUN --',
	'RUN -- x',
	'RUN --a="',
	'RUN --a \\\n --b c',
	'RUN - x',
	'RUN --=x y',
	'FROM --platform=linux/amd64 a AS b',
	'RUN <<EOF\na\nEOF',
	'RUN <<EOF\na\nEOF\nRUN b',
	'RUN <<-EOF\n\ta\n\tEOF',
	"RUN <<'EOF'\n$a\nEOF",
	'RUN <<"EOF"\n$a\nEOF',
	'RUN <<\\EOF\nEOF',
	'RUN <<E"O"F\nEOF',
	'RUN <<EOF',
	'RUN <<EOF\na',
	'RUN << EOF\nEOF',
	'RUN cat <<EOF > /x\na\nEOF',
	'COPY <<a <<b /x/\n1\na\n2\nb\n',
	'RUN 3<<EOF\nEOF',
	'RUN a<<EOF',
	'RUN <<<EOF',
	'RUN "<<EOF"',
	"RUN '<<EOF'",
	'RUN \\<<EOF',
	'RUN ["<<EOF"]',
	'ONBUILD RUN <<EOF\na\nEOF',
	'ONBUILD COPY <<EOF /x\na\nEOF',
	'CMD <<EOF',
	'ENV a=<<EOF',
	'ADD <<EOF /x\nEOF\r\n',
	'RUN <<EOF\r\na\r\nEOF\r\n',
	'RUN <<EOF\n\nEOF',
	'RUN <<EOF\nEOF ',
	'RUN <<EOF \\\n x\nbody\nEOF',
	'RUN echo ${x:-a <<EOF}\nEOF}',
	'RUN echo ${x} <<EOF\nEOF',
	'RUN echo ${x <<EOF\nEOF',
	'RUN echo "$x" <<EOF\nEOF',
	"RUN it's <<EOF\nEOF",
	'RUN <<"E F"\nE F',
	'RUN <<""',
	'RUN <<$A\n$A',
	'RUN <<${A}\n${A}',
	'RUN 99999999999999999999<<EOF\nEOF',
	'ONBUILD',
	'ONBUILD RUN',
	'ONBUILD ONBUILD RUN a',
	'ONBUILD ENV a',
	'ONBUILD RUN ["a"]',
	'onbuild run --a b',
	'NOPE x y',
	'# a\n# b\nFROM c',
	'# a\n\n# b\nFROM c',
	'# a\n#\n# b\nFROM c',
	'#a\nFROM b\n#c\n#d',
	' # a\nFROM b',
	'USER',
	'USER a b',
	'WORKDIR  /a b ',
	'EXPOSE 1  2\t3',
	'EXPOSE',
	'MAINTAINER a  b',
	'FROM a\u00a0b',
	'FROM\u00a0a',
	'RUN\u2028a',
	'RUN\va',
	'RUN\fa',
	'ſhell x',
	'ENV a=\u3000b',
	`RUN ${'x'.repeat(70_000)}`,
	`FROM a\nRUN <<E\n${'x'.repeat(65_536)}\nE`,
];

describe("our tree is BuildKit's", skipUnless('go'), () => {
	test('written by hand', async () => {
		for (const text of texts) await compare(text);
	});
	test('likely files', () => fc.assert(fc.asyncProperty(likelyDockerfile, compare), { seed, numRuns: 1_000 }));
	test('damaged files', () => fc.assert(fc.asyncProperty(damagedDockerfile, compare), { seed, numRuns: 2_000 }));
	test('nasty files', () => fc.assert(fc.asyncProperty(nastyDockerfile, compare), { seed, numRuns: 5_000 }));
});
