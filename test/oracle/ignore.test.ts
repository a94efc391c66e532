import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ignoreFileNames, parseIgnoreFile } from '../../server/src/service/context.ts';
import { cleanPath } from '../../server/src/service/goFilepath.ts';
import { skipUnless } from '../support/requirement.ts';
import { seed } from '../support/seed.ts';
import { ask } from './oracle.ts';

const paths = [
	'a',
	'b',
	'ab',
	'a/b',
	'a/b/c',
	'a/b/c/d.go',
	'src',
	'src/x',
	'src/x.log',
	'src/deep/er/x.log',
	'x.log',
	'.git',
	'.git/config',
	'sub/.git/config',
	'node_modules',
	'node_modules/x/y',
	'web/node_modules/x',
	'README.md',
	'docs/README.md',
	'Dockerfile',
	'.env',
	'.env.local',
	'a*b',
	'a?b',
	'a\\b',
	'[a]',
	'a]',
	'a.b',
	'a+b',
	'(a)',
	'a|b',
	'{a}',
	'$a',
	'^a',
	'ä',
	'a b',
	'!a',
	'#a',
	'foo',
	'foo/bar',
	'xfoo',
	'a/foo',
	'a/xfoo',
	'dir/-',
	'dir/a-b',
	'..',
	'../a',
	'A',
	'5',
	'a5',
	'dir/\\',
];

const files = [
	'',
	'*',
	'**',
	'**/*',
	'*/*',
	'*\n!src',
	'*\n!src/**',
	'**\n!src',
	'*\n!src\nsrc/*.log',
	'# comment\n #a\n#a',
	'\ufeff*.log',
	'*.log\r\n!x.log\r\n',
	'/a',
	'a/',
	'./a',
	'a/../b',
	'../a',
	'..',
	'.',
	'/',
	'!',
	'!/',
	'!a',
	'a\n!a\na',
	'! a ',
	'  a  ',
	'!\na',
	'node_modules',
	'**/node_modules',
	'**/node_modules/**',
	'node_modules/**',
	'**/*.log',
	'**.log',
	'*.log',
	'src/**/x.log',
	'src/**',
	'a/**/c',
	'a/*/c',
	'a/*',
	'a?b',
	'a\\*b',
	'a\\?b',
	'\\a',
	'a\\\\b',
	'a\\',
	'[',
	'[a',
	'[a]',
	'[]a]',
	'[^a]',
	'[!a]',
	'[a-z]',
	'[z-a]',
	'[a-]',
	'[-a]',
	'[\\]a]',
	'[\\-a]',
	'[^/]',
	'[a*]',
	'[a?]',
	'[**]',
	'[[:alpha:]]',
	'[[:nope:]]',
	'[:alpha:]',
	'\\d',
	'\\w\\d',
	'[\\d]',
	'\\z',
	'\\Aa',
	'\\ba',
	'\\q',
	'\\x61',
	'\\141',
	'[\\x61-b]',
	'\\_',
	'\\ä',
	'a.b',
	'a+b',
	'(a)',
	'a|b',
	'{a}',
	'$a',
	'^a',
	'a^b',
	'^',
	'^*',
	'ä',
	'?',
	'??',
	'***',
	'****',
	'**a',
	'a**',
	'a**b',
	'**/a/**',
	'**/a/**/c',
	'**/**',
	'**/',
	'/**',
	'**/b/c',
	'**foo',
	'**/foo',
	'*foo',
	'.git',
	'**/.git',
	'.env*\n!.env.local',
	'*\n!**/README.md',
	'*\n!docs/README.md',
	'*\n!a/b\na/b/c',
	'!a\n*',
	'foo//bar',
	'foo/./bar',
	'\u00a0a\u3000',
	'\u0085a',
	'a\u200b',
	'A',
	'\\',
	'!\\',
	'[\n*',
	'*.{js,ts}',
	'a{2}',
	'?{2}',
	'*{2}',
	'[ab]{2,}',
	'?b{0}',
	'?{1,2}',
	'?{2,1}',
	'?{1001}',
	'?{01}',
	'?{,2}',
	'?{2',
	'?|b',
	'a|?',
	'?|',
	'|?',
	'?|{2}',
	'^{2}?',
	'{2}?',
	'**{2}',
	'a/?{2}{3}',
	'[*]',
	'[?]x',
	'?x|y*|z',
	'a\n[z-a]',
	'x\n![z-a]',
];

async function compare(patterns: string, asked: readonly string[]): Promise<void> {
	const clean = asked.map(cleanPath).filter(path => path !== '.');
	const [theirs] = await ask('ignore', [{ patterns, paths: clean }]);
	const ours = parseIgnoreFile(patterns);
	assert.ok(theirs);
	if (theirs.error !== undefined) {
		assert.notEqual(ours.problem, undefined, `${JSON.stringify(patterns)}: ${theirs.error}`);
		return;
	}
	assert.deepEqual(
		Object.fromEntries(clean.map(path => [path, ours.ignores(path)])),
		Object.fromEntries(clean.map((path, index) => [path, theirs.ignored[index]])),
		JSON.stringify(patterns),
	);
	assert.equal(ours.hasExceptions, theirs.exceptions, JSON.stringify(patterns));
	// a pattern that fails only when a path comes to it may be known to us before
	if (clean.length > 0 && ours.patterns.length === 1 && !ours.hasExceptions) assert.equal(ours.problem, undefined, JSON.stringify(patterns));
}

const piece = fc.constantFrom(
	'a',
	'b',
	'src',
	'foo',
	'*',
	'**',
	'?',
	'/',
	'/',
	'.',
	'..',
	'[a]',
	'[^a]',
	'[a-z]',
	'[',
	']',
	'-',
	'\\',
	'\\*',
	'.log',
	'!',
	'#',
	' ',
	'+',
	'(',
	'|',
	'^',
	'$',
	'{',
	'{2}',
	'{1,}',
	'{0,3}',
	'}',
	'ä',
	'\\d',
	'[[:digit:]]',
	'5',
	'\u00a0',
);
const line = fc
	.tuple(fc.constantFrom('', '', '', '!', '! ', '#', ' ', '/'), fc.array(piece, { minLength: 1, maxLength: 6 }))
	.map(([mark, pieces]) => mark + pieces.join(''));
const ignoreFile = fc.array(line, { maxLength: 5 }).chain(lines => fc.constantFrom('\n', '\n', '\r\n').map(end => lines.join(end)));
const path = fc
	.array(
		fc.oneof(
			fc.constantFrom('a', 'b', 'src', 'foo', 'x.log', 'a5', '[a]', 'ä', '..'),
			fc.string({ unit: fc.constantFrom(...'ab5.*?[]\\-^$ä+'), minLength: 1, maxLength: 4 }),
		),
		{ minLength: 1, maxLength: 4 },
	)
	.map(parts => parts.join('/'));

describe('ignore files mean what moby/patternmatcher makes of them', skipUnless('go'), () => {
	test('written by hand', async () => {
		for (const patterns of files) await compare(patterns, paths);
	});
	test('generated', () =>
		fc.assert(
			fc.asyncProperty(ignoreFile, fc.array(path, { maxLength: 8 }), (patterns, some) => compare(patterns, [...some, ...paths])),
			{ seed, numRuns: 4_000 },
		));
});

describe('ignore files', () => {
	test("a Dockerfile's own comes first", () => assert.deepEqual(ignoreFileNames('prod.Dockerfile'), ['prod.Dockerfile.dockerignore', '.dockerignore']));
	test('the context itself is never ignored', () => assert.equal(parseIgnoreFile('**').ignores('.'), false));
	test('patterns know their lines', () =>
		assert.deepEqual(parseIgnoreFile('# all\n*\n\n!./src/\n').patterns, [
			{ pattern: '*', exception: false, line: 1 },
			{ pattern: 'src', exception: true, line: 3 },
		]));
	test('no pattern is slow', () => {
		const rules = parseIgnoreFile(`${'a*'.repeat(40)}b\n${'**/a/'.repeat(20)}b\n`);
		assert.equal(rules.ignores(`${'a'.repeat(500)}/${'a/'.repeat(30)}c`), false);
	});
});
