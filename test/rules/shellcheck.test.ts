import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { DockerfileDocument } from '../../server/src/service/index.ts';
import { readShellCheckKey, readShellCheckOutput, shellCheckInput, shellCheckKey } from '../../server/src/service/shellCheck.ts';
import { likelyDockerfile } from '../support/generateDockerfile.ts';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';
import { seed } from '../support/seed.ts';

const id = 'shellcheck';

/** The questions about every RUN of a text. */
function questions(text: string): readonly string[] {
	const doc = new DockerfileDocument(text);
	return doc.instructions.flatMap(instruction => doc.scripts(instruction).flatMap(script => shellCheckKey(doc, instruction, script) ?? []));
}

const doubleQuote = { code: 2086, level: 'info', message: 'Double quote to prevent globbing and word splitting.' } as const;

function quoting(start: number, end: number) {
	return { ...doubleQuote, start, end, replacements: [start, end].map(at => ({ start: at, end: at, newText: '"' })) };
}

suite(id, () => {
	test('findings at their place behind flags, continuations and comments, and in here-documents', () => {
		const facts = { shellcheck: { 'sh\nV\necho a     && echo $V': [quoting(19, 21)], 'sh\nV\ncat $V\n': [quoting(4, 6)] } };
		checkMarks(
			id,
			`
FROM x
ARG V
RUN --network=none echo a \\
    # a comment
    && echo $V
            ^^ SC2086: Double quote to prevent globbing and word splitting.
RUN <<EOF
cat $V
    ^^
EOF`,
			{ facts },
		);
		checkSilent(id, '# hadolint ignore=SC2086\nFROM x\nARG V\n# shellcheck disable=SC2034, SC2086\nRUN cat $V\n', {
			facts: { shellcheck: { 'sh\nV\ncat $V': [quoting(4, 6)] } },
		});
	});

	test('silent: nobody has answered, or nobody is asked', () => {
		checkSilent(id, 'FROM x\nRUN echo $V\nCMD echo $V\nRUN ["echo", "$V"]');
	});

	test('the dialect is that of SHELL, of the shebang, or of what is /bin/sh in the image', () => {
		const dialects = (text: string) => questions(text).map(key => readShellCheckKey(key).dialect);
		assert.deepEqual(
			dialects('FROM x\nRUN a\nSHELL ["/bin/bash", "-c"]\nRUN a\nSHELL ["ksh", "-c"]\nRUN a\nSHELL ["zsh", "-c"]\nRUN a\nSHELL ["pwsh", "-c"]\nRUN a'),
			['sh', 'bash', 'ksh'],
		);
		assert.deepEqual(dialects('FROM debian\nRUN a\nFROM fedora\nRUN a\nFROM node:22-alpine\nRUN a\nFROM debian AS d\nFROM d\nRUN a'), [
			'dash',
			'bash',
			'busybox',
			'dash',
		]);
		assert.deepEqual(dialects('FROM x\nRUN <<-EOF\n\t#!/usr/bin/env bash\n\ta\nEOF\nRUN <<EOF\n#!/usr/bin/python3\na\nEOF\n'), ['bash']);
	});

	test('variables that the Dockerfile sets are known; those with a plain value need no quotes', () => {
		const [key = ''] = questions('FROM x\nARG a b=1\nENV c="1 2"\nRUN echo $a ${b} "$c" $d $TARGETARCH');
		const question = readShellCheckKey(key);
		assert.deepEqual(question.variables, ['TARGETARCH=x', 'a', 'b=x', 'c']);
		assert.equal(shellCheckInput(question), 'read -r a c; export TARGETARCH=x a b=x c\necho $a ${b} "$c" $d $TARGETARCH');
		assert.equal(shellCheckInput({ ...question, variables: [] }), question.script);
	});

	test('places are counted in code points, and without what was put in front', () => {
		const comment = { file: '-', line: 3, endLine: 3, column: 5, endColumn: 6, level: 'error', code: 1, message: 'x', fix: null };
		const output = JSON.stringify({ comments: [comment, { ...comment, line: 1, endLine: 1 }, { ...comment, line: 9, endLine: 9, column: 99, endColumn: 99 }] });
		const script = 'a\n💡é💡b\n';
		assert.deepEqual(
			readShellCheckOutput(output, { dialect: 'sh', variables: ['v'], script }).map(({ start, end }) => [start, end]),
			[
				[8, 8],
				[9, 9],
			],
		);
		const [found] = readShellCheckOutput(output.replace('"column":5,"endColumn":6', '"column":4,"endColumn":5'), { dialect: 'sh', variables: ['v'], script });
		assert.equal(script.slice(found?.start, found?.end), 'b');
	});

	test('every character of every script is at its place', () => {
		fc.assert(
			fc.property(likelyDockerfile, text => {
				const doc = new DockerfileDocument(text);
				for (const instruction of doc.instructions) {
					for (const { text: script, form } of doc.scripts(instruction)) {
						if (form !== 'shell') continue;
						for (let at = 0; at < script.text.length; at++) {
							// a line end of Windows is one of the shell
							const there = doc.text[script.source(at)];
							assert.ok(there === script.text[at] || (script.text[at] === '\n' && there === '\r'), `${JSON.stringify(text)} ${at}`);
						}
					}
				}
			}),
			{ seed, numRuns: 300 },
		);
	});

	test('the fix is what ShellCheck proposes, unless a part of it is broken by a continuation', () => {
		const facts = {
			shellcheck: {
				'sh\n\necho $X': [quoting(5, 7)],
				'sh\n\necho "$X"': [],
				'sh\n\nls aa  bb': [{ ...doubleQuote, start: 3, end: 9, replacements: [{ start: 3, end: 9, newText: 'c' }] }],
			},
		};
		checkFix(id, 'FROM x\nRUN echo $X', 'FROM x\nRUN echo "$X"', { facts });
		checkFix(id, 'FROM x\nRUN ls aa \\\n bb', 'FROM x\nRUN ls aa \\\n bb', { facts });
	});
});
