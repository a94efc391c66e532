import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { expandWord, expandWords, unknown, variablesIn } from '../../server/src/service/syntax/expand.ts';
import { skipUnless } from '../support/requirement.ts';
import { seed } from '../support/seed.ts';
import { ask } from './oracle.ts';

const environment: Readonly<Record<string, string>> = {
	A: 'a',
	EMPTY: '',
	PATH: '/usr/local/bin:/usr/bin',
	V: '1.22.3-alpine',
	Q: `it's "x"`,
	B: 'back\\slash',
	S: 'two words',
	L: 'one\ntwo',
	U: 'äöü💡',
	STAR: 'a*b?c',
	'1': 'one',
	'@': 'all',
};

const words = [
	'$A',
	'${A}',
	'x$A.y',
	'$',
	'$$',
	'${A',
	'${}',
	'${:x}',
	'${{A}}',
	'$NONE',
	'${NONE}',
	'${NONE:-d}',
	'${NONE-d}',
	'${EMPTY:-d}',
	'${EMPTY-d}',
	'${A:-d}',
	'${A:+d}',
	'${A+d}',
	'${EMPTY:+d}',
	'${EMPTY+d}',
	'${NONE:+d}',
	'${NONE+d}',
	'${A:?no}',
	'${NONE:?no}',
	'${NONE?}',
	'${EMPTY:?no}',
	'${EMPTY?no}',
	'${NONE:?}',
	'${EMPTY:?}',
	'${V#*.}',
	'${V##*.}',
	'${V%.*}',
	'${V%%.*}',
	'${V%%-*}',
	'${V:#x}',
	'${V:%x}',
	'${V:x}',
	'${V!x}',
	'${V^^}',
	'${V,}',
	'${V@Q}',
	'${V[0]}',
	'${PATH//:/ }',
	'${PATH/:/ }',
	'${PATH//\\//-}',
	'${PATH/a*b/X}',
	'${PATH//?/x}',
	'${PATH//*/x}',
	'${PATH///x}',
	'${A/}',
	'${A/a}',
	'${A//a}',
	'${A/a/}',
	'${V//./_}',
	'${A/a/$V}',
	'${A/$A/b}',
	"${Q//'/x}",
	'${Q//\\"/x}',
	'${U/ö/o}',
	'${U%?}',
	'${U#?}',
	'${L#*o}',
	'${L//o*/x}',
	'${STAR#a\\*}',
	'${STAR%\\?c}',
	'${STAR/\\*/x}',
	'${A#\\x}',
	'${A#\\',
	'${B#back\\\\}',
	"${V#'1.'}",
	'${V#"1."}',
	"${STAR#'a*'}",
	'${V/"."/}',
	'${A//a/\\$V}',
	'${A//a/$$x}',
	"${A//a/'$0$0'}",
	"${A//a/'${0}$1'}",
	"${A//a/'$'}",
	'${A//a/}',
	'${EMPTY//*/x}',
	'${EMPTY///x}',
	'${V//[0-9]/n}',
	'${V#[0-9]}',
	'"$A"',
	"'$A'",
	'"\\$A"',
	'\\$A',
	'`$A',
	'a\\b',
	'a\\\\b',
	'"a\\b"',
	'"a\\"b"',
	"'a\\'",
	'"',
	"'",
	'a"b',
	'\\',
	'a\\',
	'"a\\',
	'"a\\"',
	'"$',
	'"${A"',
	'<<EOF',
	'<< EOF',
	'<',
	'<<<',
	'<<"E"',
	"<<'E' x",
	'<<\t$A',
	'a b  c',
	' a ',
	'"a b" c',
	"a' 'b",
	'""',
	"''x",
	"'' x",
	'\\ ',
	'a\\ b',
	'$S',
	'"$S"',
	'x$S.y',
	'${NONE:-$A}',
	'${NONE:-${A}}',
	'${NONE:-${NONE:-d}}',
	'${NONE:-"a b"}',
	"${NONE:-'}'}",
	'${NONE:-\\}}',
	'pre${NONE:-x y}post',
	'${NONE:-<<EOF}',
	'${1}',
	'$1',
	'$12',
	'${12}',
	'$@',
	'${@}',
	'$*',
	'$#',
	'${#}',
	'$?',
	'$-',
	'$!',
	'$0',
	'${0}',
	'${?}',
	'${-}',
	'${--x}',
	'${-x}',
	'${+x}',
	'${#A}',
	'${$}',
	'$ä',
	'$A_',
	'$AÄ',
	'$A-',
	'${A }',
	'${ A}',
	'\ufeff$A',
	'\u00a0a\u3000b',
	'\u0085a',
	'a\u200bb',
	'💡$A',
];

function lookup(name: string): string | undefined {
	return Object.hasOwn(environment, name) ? environment[name] : undefined;
}

/** BuildKit says which word it failed on, and shows patterns of `%` backwards; we do not. */
function reason(error: string | undefined): string | undefined {
	return error?.replace(/^failed to process ".*": /s, '').replace(/^(invalid pattern) \(.*$/s, '$1');
}

async function compare(word: string, escape: '\\' | '`'): Promise<void> {
	const [theirs] = await ask('expand', [{ word, env: environment, escape }]);
	const ours = expandWord(word, { escape, lookup });
	const shown = `${JSON.stringify(word)} with ${escape}`;
	assert.ok(theirs);
	assert.equal(ours.error === undefined, theirs.error === undefined, `${shown}: ours ${ours.error}, theirs ${theirs.error}`);
	assert.deepEqual([...ours.unset].sort(), [...theirs.unset].sort(), shown);
	if (theirs.error !== undefined) {
		assert.equal(ours.value, undefined);
		// how Go prints the end of the text, and quotes, is not ours to repeat
		if (!theirs.error.includes('\ufffd')) assert.equal(reason(ours.error), reason(theirs.error), shown);
		return;
	}
	assert.equal(ours.value, theirs.value, shown);
	assert.deepEqual(expandWords(word, { escape, lookup }), theirs.words, `words of ${shown}`);
	for (const { start, end, name, nameStart } of ours.variables) {
		assert.equal(word[start], '$');
		assert.equal(word.slice(nameStart, nameStart + name.length), name);
		assert.ok(end > nameStart);
	}
	assert.deepEqual([...new Set(ours.variables.map(({ name }) => name))].filter(name => lookup(name) !== undefined).sort(), [...theirs.used].sort(), shown);
}

const escapes = fc.constantFrom('\\' as const, '`' as const);
const name = fc.constantFrom(...Object.keys(environment), 'NONE', 'X', '', '#', '-', '?', '0');
const operator = fc.constantFrom('', ':-', '-', ':+', '+', ':?', '?', '#', '##', '%', '%%', '/', '//', ':', ':#', '^');
const literal = fc.oneof(
	fc.constantFrom(
		'a',
		'.',
		'*',
		'?',
		'/',
		' ',
		"'",
		'"',
		'\\',
		'`',
		'\\*',
		'\\\\',
		'$',
		'{',
		'}',
		'<<',
		'<',
		':',
		'-',
		'\t',
		'\n',
		'[',
		']',
		'(',
		'|',
		'+',
		'ä',
		'💡',
		'\u00a0',
		'$0',
		'$$',
	),
	fc.string({ maxLength: 3 }),
);
const { word } = fc.letrec<{ word: string; piece: string }>(tie => ({
	word: fc.array(tie('piece'), { maxLength: 5, depthIdentifier: 'word' }).map(pieces => pieces.join('')),
	piece: fc.oneof(
		{ depthIdentifier: 'word', maxDepth: 4 },
		literal,
		name.map(text => `$${text}`),
		fc
			.tuple(name, operator, tie('word'), fc.constantFrom('}', '}', '}', '/x}', ''))
			.map(([text, sign, operand, close]) => `\${${text}${sign}${operand}${close}`),
		tie('word').map(text => `"${text}"`),
		tie('word').map(text => `'${text}'`),
	),
}));

describe('words are expanded as BuildKit expands them', skipUnless('go'), () => {
	test('written by hand', async () => {
		for (const text of words) {
			await compare(text, '\\');
			await compare(text, '`');
		}
	});
	test('generated', () => fc.assert(fc.asyncProperty(word, escapes, compare), { seed, numRuns: 8_000 }));
	test('any text', () => fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme' }), escapes, compare), { seed, numRuns: 500 }));
});

describe('what is unknown', () => {
	/** A result that does not depend on what an unknown variable holds may be told; one that does may not. */
	test('no value of the unknown variable contradicts a result', () =>
		fc.assert(
			fc.property(word, escapes, fc.constantFrom(undefined, '', 'a', '1.22', 'x y'), (text, escape, value) => {
				const blind = expandWord(text, { escape, lookup: name => (name === 'X' ? unknown : lookup(name)) });
				const seeing = expandWord(text, { escape, lookup: name => (name === 'X' ? value : lookup(name)) });
				if (blind.value !== undefined) assert.equal(seeing.value, blind.value);
				if (blind.error !== undefined) assert.notEqual(seeing.error, undefined);
			}),
			{ seed, numRuns: 3_000 },
		));

	test('an unknown variable hides the word', () => {
		const options = { escape: '\\' as const, lookup: (): typeof unknown => unknown };
		assert.equal(expandWord('a$X', options).value, undefined);
		assert.equal(expandWord('a${X:-b}', options).value, undefined);
		assert.equal(expandWord('a${X:+}', options).value, 'a');
		assert.deepEqual(expandWord('$X', options).unset, []);
		assert.equal(expandWord('${1-${X:?}}', { escape: '\\', lookup: name => (name === 'X' ? unknown : 'one') }).value, undefined, 'BuildKit may refuse it');
	});

	test('references are listed with their places', () =>
		assert.deepEqual(variablesIn('x$A-${B:-${C}}', '\\'), [
			{ name: 'A', start: 1, end: 3, nameStart: 2, operator: '' },
			{ name: 'B', start: 4, end: 14, nameStart: 6, operator: ':-' },
			{ name: 'C', start: 9, end: 13, nameStart: 11, operator: '' },
		]));
});
