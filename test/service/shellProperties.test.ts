import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DockerfileDocument } from '../../server/src/service/index.ts';
import { installationOf, isIndexUpdate } from '../../server/src/service/packages.ts';
import { type Command, hasOption, type Script, ShellCache, type ShellWord } from '../../server/src/service/shell.ts';
import type { Span } from '../../server/src/service/text.ts';
import { anyDockerfile } from '../support/generateDockerfile.ts';
import { seed } from '../support/seed.ts';

/** What means something to a shell, to a package manager, and to the text of a RUN. */
const fragment = fc.constantFrom(
	...[' ', ' ', ' ', ' ', '\t', ' \\\n ', '\\\n', ' \\\r\n', '\\\n# c\n', '\\\n\n'],
	...['&&', ' && ', ' || ', '; ', ' & ', ' | ', ' |& ', '! ', '( ', ' )', '{ ', ' }', ' ;; '],
	...['if ', ' then ', ' fi', 'for x in ', ' do ', ' done', 'case x in ', ' esac', 'f() ', 'time ', '# c '],
	...["'", '"', '\\', '\\"', "\\'", '`', '$(', ')', '${', '}', '$X', '${X:-', '$((', '))', '<(', '*', '?', '[', ']', '{a,b}', "$'", '$"', '~'],
	...[' >', ' 2>&1', ' <', ' <<<', ' >>', ' <<EOF', ' <<-"E"', '\nEOF\n', '\nE\n'],
	...['a', 'b=1', 'é', '💡', 'x y', '=', ':', '@', '-', '--', '-c ', '-y ', '-t '],
	...['sh -c ', "sh -c 'a b' ", 'sh -c "a \\"b\\" $X" ', 'bash <<EOF', 'sudo ', 'env A=1 ', 'exec ', 'xargs ', 'timeout 5 ', 'su x -c '],
	...[
		'apt-get install ',
		'apk add ',
		'pip install ',
		'python3 -m pip install ',
		'npm i ',
		'yum install ',
		'gem install ',
		'go install ',
		'curl=1 ',
		'"flask==$V" ',
	],
);

const script = fc.array(fragment, { maxLength: 14 }).map(parts => parts.join(''));

const shellInstruction = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.tuple(fc.constantFrom('RUN ', 'RUN --network=none ', 'CMD ', 'HEALTHCHECK CMD ', 'ONBUILD RUN '), script).map(parts => parts.join('')),
	},
	{
		weight: 2,
		arbitrary: fc.tuple(fc.constantFrom('<<EOF', '<<-EOF', "<<'EOF'", 'sh <<EOF', 'cat <<EOF | sh'), script).map(([mark, text]) => `RUN ${mark}\n${text}\nEOF`),
	},
	{ weight: 2, arbitrary: script.map(text => `RUN ["sh", "-c", ${JSON.stringify(text)}]`) },
	{ weight: 1, arbitrary: script.map(text => `RUN ["sh", "-c", ${JSON.stringify(text).replaceAll(' ', '\\u0020')}]`) },
);

const dockerfile = fc.oneof(
	anyDockerfile,
	fc
		.tuple(fc.array(shellInstruction, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\r\n'))
		.map(([lines, end]) => `FROM a:1\n${lines.join('\n')}\n`.replaceAll(/\r?\n/g, end)),
	fc.string({ unit: 'binary', maxLength: 60 }).map(text => `FROM a:1\nRUN ${text}`),
);

function checkSpan({ start, end }: Span, outer: Span, what: string): void {
	assert(outer.start <= start && start <= end && end <= outer.end, `${what}: ${start}-${end} is not in ${outer.start}-${outer.end}`);
}

/** Every character of a script stands where it says: itself, or the escape that gives it. */
function checkText(file: string, { text }: Script): void {
	for (let at = 0; at < text.text.length; at++) {
		const there = file[text.source(at)];
		assert(there === text.text[at] || there === '\\', `${JSON.stringify(text.text[at])} is ${JSON.stringify(there)} in the file`);
	}
}

function checkWord(file: string, word: ShellWord, inside: Script, outer: Span): void {
	checkSpan(word.span, outer, 'word');
	assert.equal(inside.text.text.slice(word.at.start, word.at.end), word.text);
	if (word.value !== undefined) assert.equal(word.value, word.unquoted);
	if (!word.quoted && !/[\\'"$`]/.test(word.text)) assert.equal(word.unquoted, word.text);
	for (let at = 0; at < word.unquoted.length; at++) {
		const part = word.part(at, at + 1);
		checkSpan(part, word.span, 'part of a word');
		const letter = file.slice(part.start, part.end);
		if (part.start === word.span.start && part.end === word.span.end) continue;
		assert(letter === word.unquoted[at] || letter.startsWith('\\'), `${JSON.stringify(word.unquoted[at])} is ${JSON.stringify(letter)} in the file`);
	}
}

function checkCommand(file: string, command: Command, inside: Script, outer: Span): void {
	checkSpan(command.span, outer, 'command');
	checkSpan(command.wholeSpan, outer, 'whole command');
	assert.deepEqual(command.words, command.allWords.slice(command.allWords.length - command.words.length));
	for (const word of command.allWords) checkWord(file, word, inside, outer);
	for (const { value, span } of command.assignments) {
		checkSpan(span, outer, 'assignment');
		if (value) checkWord(file, value, inside, outer);
	}
	for (const { target, span, body } of command.redirects) {
		checkSpan(span, outer, 'redirection');
		if (target) checkWord(file, target, inside, outer);
		if (body) checkSpan(body.span(0, body.text.length), outer, 'here-document');
	}
	isIndexUpdate(command);
	hasOption(command, '-y');
	for (const one of installationOf(command)?.packages ?? []) {
		checkSpan(one.span, one.word.span, 'package');
		checkSpan(one.nameSpan, one.word.span, 'name');
		if (one.versionSpan) checkSpan(one.versionSpan, outer, 'version');
	}
}

function checkScript(file: string, whole: Script, outer: Span): void {
	checkText(file, whole);
	const all = new Set(whole.commands);
	for (const command of whole.commands) {
		const given = command.script;
		// the words of commands of a given script are words of its own text
		if (!command.within || !all.has(command.within)) checkCommand(file, command, whole, outer);
		if (given) checkScript(file, given, outer);
		if (command.pipedInto) assert(all.has(command.pipedInto));
	}
	for (const { commands, command, span } of whole.topLevel) {
		checkSpan(span, outer, 'part');
		assert(commands.every(one => all.has(one)) && (!command || commands[0] === command));
	}
	for (const { members, span, operators } of whole.pipelines) {
		checkSpan(span, outer, 'pipeline');
		assert.equal(operators.length, members.length - 1);
	}
	for (const { span } of whole.errors) checkSpan(span, outer, 'error');
}

test('every span slices to what it says, and nothing throws', () => {
	fc.assert(
		fc.property(dockerfile, text => {
			const doc = new DockerfileDocument(text);
			for (const instruction of doc.instructions) {
				for (const each of doc.scripts(instruction)) checkScript(text, each, instruction.span);
			}
		}),
		{ seed, numRuns: 4000 },
	);
});

test('a cache changes nothing', () => {
	const shellCache = new ShellCache(300);
	const seen = (doc: DockerfileDocument) =>
		doc.instructions.map(instruction => doc.commands(instruction).map(({ name, span, words }) => [name, span, words.map(({ value }) => value)]));
	fc.assert(
		fc.property(dockerfile, text => {
			assert.deepEqual(seen(new DockerfileDocument(text, { shellCache })), seen(new DockerfileDocument(text)));
			assert.deepEqual(seen(new DockerfileDocument(text, { shellCache })), seen(new DockerfileDocument(text)));
		}),
		{ seed, numRuns: 500 },
	);
});
