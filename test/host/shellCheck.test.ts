/** The real ShellCheck, and programs that only have its name. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { shellCheckFacts } from '../../server/src/host/shellCheck.ts';
import { analyzeSettled, DockerfileDocument, defaultSettings, FactStore, ruleById } from '../../server/src/service/index.ts';
import type { Rule } from '../../server/src/service/types.ts';
import { fakeProgram } from '../support/fakeProgram.ts';
import { findProgram, skipUnless } from '../support/requirement.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const rule = ruleById('shellcheck') as Rule;

/** `line:column code text` of each finding, in the document. */
async function found(text: string, program?: string): Promise<readonly string[]> {
	const doc = new DockerfileDocument(text);
	const options = { store: new FactStore(), source: shellCheckFacts({ program }), settings: defaultSettings, rules: [rule] };
	const { result } = await analyzeSettled(doc, options);
	assert.deepEqual(result.crashes, []);
	return result.findings.map(({ span, aliases }) => {
		const { line, character } = doc.rangeOf(span).start;
		return `${line + 1}:${character + 1} ${aliases.join()} ${doc.text.slice(span.start, span.end)}`;
	});
}

suite('ShellCheck', skipUnless('shellcheck'), () => {
	test('places behind flags, continuations, comments, tabs, and characters of two units', async () => {
		const text = 'FROM x\nRUN --network=none echo "💡é" $A \\\n# comment $B\n\t&& \techo $C \\\n\n  && echo "$(ls)" $D\nONBUILD RUN echo $E\n';
		assert.deepEqual(await found(text), ['2:31 SC2086 $A', '4:11 SC2086 $C', '6:19 SC2086 $D', '7:18 SC2086 $E']);
		assert.deepEqual(await found(text.replaceAll('\n', '\r\n')), ['2:31 SC2086 $A', '4:11 SC2086 $C', '6:19 SC2086 $D', '7:18 SC2086 $E']);
		assert.deepEqual(await found('# escape=`\nFROM debian\nRUN echo a `\n  && echo $C\n'), ['4:11 SC2086 $C']);
	});

	test('here-documents: run, run by their shebang, given to a program, and of the command line', async () => {
		assert.deepEqual(await found('FROM x\nRUN <<EOF\necho $A\nEOF\n'), ['3:6 SC2086 $A']);
		assert.deepEqual(await found('FROM x\nRUN <<-EOF\n\t#!/bin/bash\n\t[[ $A = b ]] && echo $A\nEOF\n'), ['4:23 SC2086 $A']);
		assert.deepEqual(await found('FROM x\nRUN bash <<EOF\n[[ $A = b ]] && echo $A\nEOF\n'), ['3:22 SC2086 $A']);
		assert.deepEqual(await found('FROM x\nRUN cat <<EOF > x && echo $B\n$A\nEOF\n'), ['2:27 SC2086 $B']);
		assert.deepEqual(await found('FROM x\r\nRUN <<EOF\r\necho "a"\r\necho $A\r\nEOF\r\n'), ['4:6 SC2086 $A']);
	});

	test('variables of the Dockerfile are set, to what nobody knows', async () => {
		assert.deepEqual(await found('FROM x\nRUN echo "$lower"\n'), ['2:11 SC2154 $lower']);
		assert.deepEqual(await found('ARG lower\nFROM x\nARG lower\nENV other="1 2" plain=1\nRUN echo "$lower" $other $plain\n'), ['5:19 SC2086 $other']);
		assert.deepEqual(await found('FROM x\nRUN . ./settings && echo "$lower"\n'), []);
	});

	test('the dialect counts', async () => {
		assert.deepEqual(await found('FROM debian\nRUN [[ $A = b ]]\nSHELL ["/bin/bash", "-c"]\nRUN [[ $A = b ]]\n'), ['2:5 SC3010 [[ $A = b ]]']);
		assert.deepEqual(await found('FROM fedora\nRUN [[ $A = b ]]\nFROM x\nSHELL ["pwsh", "-c"]\nRUN [[ $A = b ]] $x\n'), []);
	});

	test('files to be sourced, a missing shebang and "set -e" of nobody are no findings', async () => {
		assert.deepEqual(await found('FROM alpine\nRUN . /etc/profile && . "$HOME/x"\nRUN <<EOF\nls\nEOF\n'), []);
	});

	test('one program for each different script, and few at once', async t => {
		const folder = temporaryFolder(t);
		const log = join(folder, 'log');
		const program = fakeProgram(folder, 'shellcheck', `echo "$1" >>'${log}'\nexec '${findProgram('shellcheck')}' "$@"`);
		const source = shellCheckFacts({ program });
		const answers = await Promise.all(['a', 'b', 'a', 'a', 'b'].map(name => source.shellcheck?.(`sh\n\necho $${name}`)));
		assert.deepEqual(
			answers.map(comments => comments?.length),
			[2, 2, 2, 2, 2],
		);
		const { readFileSync } = await import('node:fs');
		assert.equal(readFileSync(log, 'utf8'), '--version\n--norc\n--norc\n');
	});
});

suite('without ShellCheck', () => {
	const said = async (program: string | undefined, keys: readonly string[] = ['sh\n\na', 'sh\n\nb']): Promise<readonly string[]> => {
		const messages: string[] = [];
		const source = shellCheckFacts({ program, onFailure: message => messages.push(message) });
		for (const key of keys) assert.equal(await source.shellcheck?.(key).catch(() => undefined), undefined);
		return messages;
	};

	test('a program that is not there is said once, if somebody named it', async t => {
		assert.deepEqual(await said(join(temporaryFolder(t), 'shellcheck')), [
			'ShellCheck is not used: shellcheck was not found. Install it, or correct the path that leads to it.',
		]);
	});

	test('a program that is another one, and one that breaks', async t => {
		const folder = temporaryFolder(t);
		assert.match((await said(fakeProgram(folder, 'other', 'echo hello')))[0] ?? '', /^ShellCheck is not used: .*other --version does not name a version/);
		const version = 'if [ "$1" = --version ]; then echo "version: 0.9.0"; exit 0; fi\n';
		assert.deepEqual(await said(fakeProgram(folder, 'failing', `${version}echo 'bad option' >&2; exit 3`)), [
			'ShellCheck gave no answer: it ended with 3: bad option',
		]);
		assert.match((await said(fakeProgram(folder, 'talking', `${version}echo hello`)))[0] ?? '', /^ShellCheck gave no answer: /);
	});

	test('BusyBox is asked as dash where ShellCheck does not know it', async t => {
		const folder = temporaryFolder(t);
		const script = (version: string) =>
			`if [ "$1" = --version ]; then echo "version: ${version}"; exit 0; fi\ncase "$*" in *--shell=dash*) echo '{"comments":[]}';; *) exit 4;; esac`;
		assert.deepEqual(await shellCheckFacts({ program: fakeProgram(folder, 'old', script('0.9.0')) }).shellcheck?.('busybox\n\na'), []);
		await assert.rejects(async () => shellCheckFacts({ program: fakeProgram(folder, 'new', script('0.11.0')) }).shellcheck?.('busybox\n\na'), /ended with 4/);
	});
});
