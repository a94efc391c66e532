import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DockerfileDocument } from '../../server/src/service/index.ts';
import type { Command, Script, ShellWord } from '../../server/src/service/shell.ts';

/** A file of one instruction, and what it runs. */
function read(instruction: string, head = 'FROM a:1\n') {
	const text = head + instruction;
	const doc = new DockerfileDocument(text);
	const scripts = doc.instructions.flatMap(each => doc.scripts(each));
	const commands = doc.instructions.flatMap(each => doc.commands(each));
	const cut = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
	return { text, doc, scripts, commands, cut, source: commands.map(command => cut(command.span)) };
}

function only<T>(list: readonly T[]): T {
	assert.equal(list.length, 1);
	return list[0] as T;
}

const names = (instruction: string, head?: string) => read(instruction, head).commands.map(({ name }) => name);

test('places through continuations, comment lines and blank lines', () => {
	const { commands, cut } = read('RUN apt-get up\\\r\ndate \\\r\n # c\r\n\r\n && apt-get install "a b" $X');
	const [update, install] = commands as [Command, Command];
	assert.deepEqual(
		update.words.map(word => cut(word.span)),
		['apt-get', 'up\\\r\ndate'],
	);
	assert.deepEqual(
		update.words.map(({ value }) => value),
		['apt-get', 'update'],
	);
	assert.deepEqual(
		install.words.map(({ value }) => value),
		['apt-get', 'install', 'a b', undefined],
	);
	assert.equal(cut(install.span), 'apt-get install "a b" $X');
});

test('a comment of the shell goes to the end of the joined line', () => {
	assert.deepEqual(names('RUN a # b && \\\n c'), ['a']);
	assert.deepEqual(names('RUN <<EOF\na # b\nc\nEOF'), ['a', 'c']);
});

/** source, value, unquoted, quoted, pattern */
const words: [string, string | undefined, string, boolean, boolean][] = [
	['a=1.2', 'a=1.2', 'a=1.2', false, false],
	["'a b'", 'a b', 'a b', true, false],
	['"a b"', 'a b', 'a b', true, false],
	['a\\ b', 'a b', 'a b', true, false],
	['x"y"\'z\'', 'xyz', 'xyz', true, false],
	['"a=$X"', undefined, 'a=$X', true, false],
	['a=${X}', undefined, 'a=${X}', false, false],
	['"\\$X\\"\\q"', '$X"\\q', '$X"\\q', true, false],
	["'\\$X'", '\\$X', '\\$X', true, false],
	['$(uname)', undefined, '$(uname)', false, false],
	['`uname`', undefined, '`uname`', false, false],
	['$((1+2))', undefined, '$((1+2))', false, false],
	['*.deb', '*.deb', '*.deb', false, true],
	['php8.?', 'php8.?', 'php8.?', false, true],
	['"*.deb"', '*.deb', '*.deb', true, false],
	['x[dev]', 'x[dev]', 'x[dev]', false, true],
	['{a,b}', undefined, '{a,b}', false, false],
	['{}', '{}', '{}', false, false],
	["$'a\\tb'", 'a\tb', 'a\tb', true, false],
	['""', '', '', true, false],
	['~/x', '~/x', '~/x', false, false],
];

for (const [source, value, unquoted, quoted, pattern] of words) {
	test(`the word ${source}`, () => {
		const { commands, cut } = read(`RUN x ${source} y`);
		const word = commands[0]?.words[1] as ShellWord;
		assert.deepEqual([word.text, word.value, word.unquoted, word.quoted, word.pattern], [source, value, unquoted, quoted, pattern]);
		assert.equal(cut(word.span), source);
	});
}

test('places of parts of words', () => {
	const { commands, cut } = read('RUN x a=1.2 "b==$V" c\\ d\\ e "f\\"g" h\\\n  i $\'j\\tk\'');
	const parts = [
		[1, 2, 5, '1.2'],
		[2, 0, 1, 'b'],
		[2, 3, 5, '$V'],
		[3, 2, 3, 'd'],
		[3, 2, 5, 'd\\ e'],
		[4, 2, 3, 'g'],
		// not to be followed: the whole word
		[7, 0, 1, "$'j\\tk'"],
	] as const;
	for (const [index, start, end, text] of parts) assert.equal(cut(commands[0]?.words[index]?.part(start, end) as never), text);
	assert.deepEqual(commands[0]?.words[6]?.value, 'i');
});

test('wrappers are taken off', () => {
	const wrapped: [string, string | undefined, string[]][] = [
		['sudo -u x env A=1 /usr/bin/apt-get -y update', 'apt-get', ['sudo', 'env']],
		['sudo -Eu x -- apt-get update', 'apt-get', ['sudo']],
		['sudo A=1 apt-get update', 'apt-get', ['sudo']],
		['time -p apt-get update', 'apt-get', ['time']],
		['nohup nice -n 5 apt-get update', 'apt-get', ['nohup', 'nice']],
		['exec -a x apt-get', 'apt-get', ['exec']],
		['timeout -k 5 1m apt-get update', 'apt-get', ['timeout']],
		['xargs -r -n 1 apt-get install', 'apt-get', ['xargs']],
		['gosu postgres initdb', 'initdb', ['gosu']],
		['busybox wget x', 'wget', ['busybox']],
		['command -v curl', 'command', []],
		['env', 'env', []],
		["env -S 'a b'", 'env', []],
		['busybox --install -s', 'busybox', []],
		['sudo -l', 'sudo', []],
		['sudo $X', undefined, ['sudo']],
	];
	for (const [text, name, wrappers] of wrapped) {
		const command = only(read(`RUN ${text}`).commands);
		assert.deepEqual([command.name, command.wrappers], [name, wrappers], text);
	}
});

test('assignments and redirections', () => {
	const { commands, cut } = read('RUN A=1 B+="x y" C=$D sudo apt-get update >/dev/null 2>&1 <in && E=f');
	const [command, alone] = commands as [Command, Command];
	assert.deepEqual(
		command.assignments.map(({ name, value, append, span }) => [name, value?.value, append, cut(span)]),
		[
			['A', '1', false, 'A=1'],
			['B', 'x y', true, 'B+="x y"'],
			['C', undefined, false, 'C=$D'],
		],
	);
	assert.deepEqual(
		command.redirects.map(({ operator, descriptor, target, span }) => [operator, descriptor, target?.value, cut(span)]),
		[
			['>', undefined, '/dev/null', '>/dev/null'],
			['>&', 2, '1', '2>&1'],
			['<', undefined, 'in', '<in'],
		],
	);
	assert.equal(cut(command.span), 'apt-get update');
	assert.equal(cut(command.wholeSpan), 'A=1 B+="x y" C=$D sudo apt-get update >/dev/null 2>&1 <in');
	assert.deepEqual([alone.name, alone.words.length, cut(alone.span)], [undefined, 0, 'E=f']);
});

test('what may not run is conditional', () => {
	const { commands } = read('RUN a && b || c; if d; then e; fi; (f); for x in y; do g; done; h() { i; }; j $(k) ${l:-$(m)}; { n; }');
	const conditional = commands.filter(command => command.conditional).map(({ name }) => name);
	assert.deepEqual(conditional, ['c', 'd', 'e', 'g', 'i', 'm']);
});

test('negated, in the background, in subshells and substitutions', () => {
	const { commands } = read('RUN ! a; ! b | c; d & (e; (f)); g "$(h `i`)" <(j)');
	const of = (choose: (command: Command) => unknown) => Object.fromEntries(commands.map(command => [command.name, choose(command)]).filter(([, it]) => it));
	assert.deepEqual(
		of(command => command.negated),
		{ a: true, c: true },
	);
	assert.deepEqual(
		of(command => command.background),
		{ d: true },
	);
	assert.deepEqual(
		of(command => command.depth),
		{ e: 1, f: 2, h: 1, i: 2, j: 1 },
	);
	assert.deepEqual(
		of(command => command.substituted),
		{ h: true, i: true, j: true },
	);
});

test('what joins commands', () => {
	const { commands } = read('RUN <<EOF\na && b || c; d &\ne | f |& g\nif h; then i; fi\nEOF');
	const joined = commands.map(({ name, followedBy }) => `${name} ${followedBy}`);
	assert.deepEqual(joined, ['a &&', 'b ||', 'c ;', 'd &', 'e |', 'f |&', 'g \n', 'h ', 'i ']);
});

test('pipelines', () => {
	const { scripts, cut } = read('RUN set -o pipefail && curl x | tee y | sudo bash -s -- -y && (wget z || curl z) | sh && a | { b; } && ! c');
	const script = only(scripts);
	assert.deepEqual(
		script.pipelines.map(({ members, operators, span }) => [members.map(member => member?.name), operators, cut(span)]),
		[
			[['curl', 'tee', 'bash'], ['|', '|'], 'curl x | tee y | sudo bash -s -- -y'],
			[[undefined, 'sh'], ['|'], '(wget z || curl z) | sh'],
			[['a', undefined], ['|'], 'a | { b; }'],
		],
	);
	const readers = script.commands.filter(({ pipedInto }) => pipedInto).map(({ name, pipedInto }) => `${name} > ${pipedInto?.name}`);
	assert.deepEqual(readers, ['curl > tee', 'tee > bash', 'wget > sh', 'curl > sh']);
});

test('the top level', () => {
	const { scripts, cut } = read('RUN a && b | c || (d; e); ! f & g');
	assert.deepEqual(
		only(scripts).topLevel.map(({ operator, span, command, commands }) => [operator, cut(span), command?.name, commands.map(({ name }) => name).join(' ')]),
		[
			['', 'a', 'a', 'a'],
			['&&', 'b | c', undefined, 'b c'],
			['||', '(d; e)', undefined, 'd e'],
			[';', '! f', 'f', 'f'],
			['&', 'g', 'g', 'g'],
		],
	);
});

test('scripts that a command is given are part of the script', () => {
	const cases: [string, string[]][] = [
		['RUN sh -c \'a && b "c d"\'', ['sh -c \'a && b "c d"\'', 'a', 'b "c d"']],
		['RUN bash -euxo pipefail -c "a \\"b c\\" && d $E"', ['bash -euxo pipefail -c "a \\"b c\\" && d $E"', 'a \\"b c\\"', 'd $E']],
		['RUN sudo -u x sh -c "a && \\\n  b" _ c', ['sh -c "a && \\\n  b" _ c', 'a', 'b']],
		["RUN su - x -c 'a; b'", ["su - x -c 'a; b'", 'a', 'b']],
		['RUN bash -lc \'sh -c "a b"\'', ['bash -lc \'sh -c "a b"\'', 'sh -c "a b"', 'a b']],
		["RUN bash <<< 'a b'", ['bash', 'a b']],
		['RUN echo x | sh -s', ['echo x', 'sh -s']],
		["RUN find . -name 'sh -c x'", ["find . -name 'sh -c x'"]],
		['RUN bash x.sh -c y', ['bash x.sh -c y']],
		['RUN sh -c a\\ b', ['sh -c a\\ b', 'a\\ b']],
		["RUN sh -c $'a\\tb'", ["sh -c $'a\\tb'"]],
		['RUN sh -c "$(curl x)"', ['sh -c "$(curl x)"', '$(curl x)', 'curl x']],
	];
	for (const [instruction, source] of cases) assert.deepEqual(read(instruction).source, source, instruction);
	const { commands } = read("RUN a || sh -c 'curl x | sh'");
	const [, sh, curl] = commands as [Command, Command, Command];
	assert.equal(curl.within, sh);
	assert.equal(sh.script?.commands[0], curl);
	assert.deepEqual([curl.conditional, curl.pipedInto?.name], [true, 'sh']);
});

test('exec form, and a shell in exec form', () => {
	const { commands, cut } = read('CMD ["/usr/bin/dumb-init", "--", "/bin/apt-get", "a b", "c\\u0020\\"d"]');
	const command = only(commands);
	assert.deepEqual([command.name, command.program, command.wrappers], ['apt-get', '/bin/apt-get', ['dumb-init']]);
	assert.deepEqual(
		command.words.map(({ value, span }) => [value, cut(span)]),
		[
			['/bin/apt-get', '/bin/apt-get'],
			['a b', 'a b'],
			['c "d', 'c\\u0020\\"d'],
		],
	);
	assert.equal(cut(command.words[2]?.part(3, 4) as never), 'd');
	assert.deepEqual(read('RUN ["/bin/sh", "-ec", "a && \\"b\\" \\\n && c"]').source.slice(1), ['a', '\\"b\\"', 'c']);
	assert.deepEqual(names('RUN ["sh", "-c"]'), ['sh']);
	assert.deepEqual(names('SHELL ["pwsh", "-c"]\nRUN ["sh", "-c", "a"]'), ['sh', 'a']);
	assert.equal(read('CMD ["a"]').scripts[0]?.form, 'exec');
	assert.deepEqual(names('CMD []'), []);
});

test('HEALTHCHECK and ONBUILD', () => {
	assert.deepEqual(read('HEALTHCHECK --interval=5s CMD curl -f x || exit 1').source, ['curl -f x', 'exit 1']);
	assert.deepEqual(read('HEALTHCHECK cmd ["curl", "x"]').source, ['curl", "x']);
	assert.deepEqual(names('HEALTHCHECK NONE'), []);
	assert.deepEqual(read('ONBUILD RUN a && \\\n b').source, ['a', 'b']);
	assert.deepEqual(names('ONBUILD RUN <<EOF\na\nEOF'), ['a']);
	assert.deepEqual(names('ONBUILD COPY . .'), []);
});

test('here-documents: scripts are read, data and other languages are not', () => {
	const cases: [string, string[]][] = [
		['RUN <<EOF\nset -e\napt-get update\nEOF', ['set -e', 'apt-get update']],
		["RUN <<'EOF'\na \\\n  b\nEOF", ['a \\\n  b']],
		['RUN <<-EOF\n\ta\n\t\tb c\n\tEOF', ['a', 'b c']],
		['RUN <<EOF\r\na "b\r\nc"\r\nd\r\nEOF\r\n', ['a "b\r\nc"', 'd']],
		['RUN bash <<EOF\na\nb\nEOF', ['bash', 'a', 'b']],
		['RUN --mount=type=cache,target=/x bash -e <<EOF\na\nEOF', ['bash -e', 'a']],
		['RUN <<EOF bash\na $X \\$Y\nEOF', ['bash', 'a $X \\$Y']],
		['RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF', []],
		['RUN <<EOF\n#!/usr/bin/env -S bash -e\na\nEOF', ['a']],
		['RUN python3 <<EOF\nprint(1)\nEOF', ['python3']],
		['RUN cat <<EOF > /x && b\napt-get update\nEOF', ['cat', 'b']],
		['RUN cat <<A >/a && sh <<B\ndata $(c)\nA\nd\nB', ['cat', 'c', 'sh', 'd']],
		['RUN cat <<A <<"B" && sh -s <<C\nA\n$(c)\nB\nd\nC', ['cat', 'sh -s', 'd']],
		// two words are no script of the builder: the shell is given a line without a command
		['RUN <<A <<B\na\nA\nb\nB', []],
		['RUN <<EOF\nsh <<X\na\nX\ncat <<X\nb\nX\nEOF', ['sh', 'a', 'cat']],
		['RUN <<-EOF\n\tsh <<X\n\ta\n\tX\n\tEOF', ['sh', 'a']],
	];
	for (const [instruction, source] of cases) {
		const found = read(instruction);
		assert.deepEqual(
			found.source.filter(text => !text.startsWith('<<')),
			source,
			instruction,
		);
	}
	const body = read('RUN cat <<EOF > /x\nENV=1\nEOF').commands[0]?.redirects[0]?.body;
	assert.equal(body?.text, 'ENV=1\n');
});

test('SHELL in force', () => {
	const shell = (setting: string): Script | undefined => read(`SHELL ${setting}\nRUN a`).scripts[0];
	assert.equal(shell('["/bin/bash", "-o", "pipefail", "-c"]')?.dialect, 'bash');
	assert.deepEqual(shell('["/bin/bash", "-o", "pipefail", "-c"]')?.shell, ['/bin/bash', '-o', 'pipefail', '-c']);
	assert.equal(shell('["/bin/ash", "-eo", "pipefail", "-c"]')?.dialect, 'ash');
	assert.equal(shell('["conda", "run", "-n", "x", "/bin/bash", "-c"]')?.dialect, 'bash');
	assert.equal(shell('["/usr/bin/env", "bash", "-c"]')?.dialect, 'bash');
	for (const other of ['["pwsh", "-Command"]', '["powershell.exe", "-c"]', '["cmd", "/S", "/C"]', '["python3", "-c"]', '["fish", "-c"]']) {
		assert.equal(shell(other), undefined, other);
	}
	assert.deepEqual(names('RUN a', '# escape=`\nFROM a:1\n'), []);
	assert.deepEqual(names('RUN <<EOF\n#!/bin/sh\na\nEOF', 'FROM a:1\nSHELL ["pwsh", "-c"]\n'), ['a']);
});

test('a script with errors gives the commands that can be read, and says where', () => {
	const { scripts, cut, source } = read('RUN a && b; if c; then d');
	assert.deepEqual(source, ['a', 'b', 'c', 'd']);
	const { errors } = only(scripts);
	assert(errors.length > 0);
	assert(errors.every(({ message, span }) => message !== '' && cut(span).length <= 1));
	assert.equal(only(read("RUN sh -c 'a (' && b").scripts).errors.length > 0, true);
});

test('nonsense gives no exception, and takes no time', () => {
	const units = [
		'$(',
		'`',
		'(',
		'{ ',
		"'",
		'"',
		'"$(',
		'${a:-',
		'$((',
		'case x in ',
		'a <<E ',
		'\0',
		'f() ',
		'coproc ',
		"sh -c '",
		'sh -c "',
		'if ',
		'! ',
		'\\',
		'[[ ',
		'<(',
	];
	for (const unit of units) {
		const start = performance.now();
		for (const { span, words } of read(`RUN ${unit.repeat(3000)}`).commands) [span, ...words.map(word => [word.span, word.value])].map(String);
		assert(performance.now() - start < 2000, unit);
	}
	for (const text of ['$((((', 'case x in', 'a <<', '((('.repeat(900), 'fi', '&& a', '| a', ';;', 'a && || b', '${', "sh -c '(((' && a"]) read(`RUN ${text}`);
});
