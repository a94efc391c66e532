import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDockerfile } from '../../server/src/service/syntax/parse.ts';

const only = (text: string) => {
	const [instruction] = parseDockerfile(text).instructions;
	assert(instruction);
	return instruction;
};
const at = (text: string, { start, end }: { start: number; end: number }) => text.slice(start, end);

test('a continued instruction: comments, empty lines and trailing blanks', () => {
	const text = 'RUN a \\ \t\n  # comment\n\n  b \\\r\n&& c\n';
	const run = only(text);
	assert.equal(run.logical.text, 'RUN a   b && c');
	assert.deepEqual(
		run.words.map(word => at(text, word.span)),
		['a', 'b', '&&', 'c'],
	);
	assert.deepEqual([run.line, run.endLine], [0, 4]);
	assert.deepEqual(
		parseDockerfile(text).problems.map(({ kind }) => kind),
		['empty-continuation-line'],
	);
});

test('a doubled escape at the end of a line is no continuation; a word may run over one', () => {
	assert.equal(parseDockerfile('RUN a \\\\\nRUN b').instructions.length, 2);
	const text = 'FR\\\nOM ab\\\ncd';
	const from = only(text);
	assert.equal(from.keyword, 'FROM');
	assert.equal(from.words[0]?.text, 'abcd');
	assert.equal(at(text, from.words[0]?.span as never), 'ab\\\ncd');
});

test('flags: quotes are taken off, places are kept, mounts have options', () => {
	const text = 'RUN --mount=type=secret,id=a,"target=/x y" --network=none -- cmd';
	const run = only(text);
	assert.deepEqual(
		run.flags.map(({ name, value }) => [name, value]),
		[
			['mount', 'type=secret,id=a,target=/x y'],
			['network', 'none'],
		],
	);
	assert.deepEqual(
		run.flags[0]?.options.map(({ key, value }) => [key, value]),
		[
			['type', 'secret'],
			['id', 'a'],
			['target', '/x y'],
		],
	);
	assert.equal(at(text, run.flags[0]?.options[1]?.valueSpan as never), 'a');
	assert.equal(run.args.text, 'cmd');
});

test('JSON form: blanks, escapes and inner places', () => {
	const text = 'CMD [ "a b", "c\\"d" , "" ]';
	const { json } = only(text);
	assert.deepEqual(
		json?.items.map(({ value }) => value),
		['a b', 'c"d', ''],
	);
	assert.deepEqual(
		json?.items.map(({ inner }) => at(text, inner)),
		['a b', 'c\\"d', ''],
	);
	assert.equal(only("CMD ['a']").json, undefined);
	assert.equal(only('HEALTHCHECK --interval=1s CMD ["a"]').json?.items[0]?.value, 'a');
});

test('pairs: quotes, empty values, the old form', () => {
	const pairs = (text: string) => only(text).pairs.map(({ key, value, delimiter }) => [key.text, delimiter, value?.text]);
	assert.deepEqual(pairs('ENV A="b c" D= E=f\\ g'), [
		['A', '=', '"b c"'],
		['D', '=', ''],
		['E', '=', 'f\\ g'],
	]);
	assert.deepEqual(pairs('ENV A  b  c '), [['A', ' ', 'b  c']]);
	assert.deepEqual(pairs('ARG A B=1'), [
		['A', '', undefined],
		['B', '=', '1'],
	]);
});

test('here-documents: several, with descriptor, tabs and quotes, and inside ONBUILD', () => {
	const text = 'COPY <<A 3<<-"B" /x/\na $X\nA\n\tb\n\tB\nONBUILD RUN <<C\nc\nC\n';
	const [copy, onbuild] = parseDockerfile(text).instructions;
	assert.deepEqual(
		copy?.heredocs.map(({ name, fileDescriptor, expand, chomp, body }) => [name, fileDescriptor, expand, chomp, body]),
		[
			['A', 0, true, false, 'a $X\n'],
			['B', 3, false, true, '\tb\n'],
		],
	);
	assert.equal(onbuild?.trigger?.keyword, 'RUN');
	assert.equal(onbuild?.trigger?.heredocs[0]?.body, 'c\n');
	assert.equal(parseDockerfile('RUN ["a", "<<A"]\nRUN echo $((1<<2)) "<<A" a<<B\n').instructions.length, 2);
});

test('directives end at the first other line; each may stand once', () => {
	const file = parseDockerfile('# syntax=a\n#Escape = `\n# escape=\\\n\n# check=skip=all\nFROM a `\n b');
	assert.deepEqual(
		file.directives.map(({ name, value }) => [name, value]),
		[
			['syntax', 'a'],
			['escape', '`'],
			['escape', '\\'],
		],
	);
	assert.equal(file.escape, '`');
	assert.deepEqual(
		file.problems.map(({ kind }) => kind),
		['duplicate-directive'],
	);
	assert.equal(file.instructions[0]?.logical.text, 'FROM a  b');
});

test('the oddest texts are read to the end, in linear time', () => {
	for (const text of [
		'',
		'\uFEFF',
		'\\',
		'\\\n\\\n',
		'\0\0',
		'RUN <<',
		'RUN <<A',
		'"',
		'[',
		'ENV',
		'ENV "',
		'--',
		'FROM --',
		'ONBUILD',
		'ONBUILD ONBUILD ONBUILD',
		'\uD800 \uDC00',
		'RUN --mount=',
		'# escape=',
		'a\rb',
	]) {
		const file = parseDockerfile(text);
		assert.equal(
			file
				.tokens()
				.map(({ span }) => at(text, span))
				.join(''),
			text,
		);
	}
	const file = parseDockerfile(`RUN a \\\n${'# c\n'.repeat(50_000)}b\n${'ENV A=1\n'.repeat(50_000)}`);
	assert.equal(file.instructions.length, 50_001);
});
