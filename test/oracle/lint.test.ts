/** Rules that have an id of BuildKit say what BuildKit's own linter says, in the same instruction, on generated files. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { isHarmlessValue } from '../../server/src/service/data/secretNames.ts';
import { analyze, DockerfileDocument, defaultSettings, FactReading, FactStore, rules } from '../../server/src/service/index.ts';
import type { Instruction } from '../../server/src/service/syntax/tree.ts';
import { damagedDockerfile, likelyDockerfile } from '../support/generateDockerfile.ts';
import { skipUnless } from '../support/requirement.ts';
import { seed } from '../support/seed.ts';
import { ask } from './oracle.ts';

const buildKitIds = /^[A-Z][A-Za-z]{6,}$/;
const compared = rules.filter(({ aliases }) => aliases.some(alias => buildKitIds.test(alias)));
const ids = new Set(compared.flatMap(({ aliases }) => aliases.filter(alias => buildKitIds.test(alias))));

interface Place {
	readonly doc: DockerfileDocument;
	readonly instruction: Instruction;
}

/** Where the two differ on purpose: how an entry of docs/differences.json is seen in a file. Places within an instruction do not matter here. */
const onPurpose: Readonly<Record<string, (place: Place) => boolean>> = {
	'UndefinedVar fewer': ({ doc, instruction }) => {
		const scope = doc.scope(instruction);
		return typeof scope?.lookup('NOT_SET_ANYWHERE') === 'symbol';
	},
	'UndefinedVar more': ({ instruction }) => instruction.keyword === 'EXPOSE',
	'SecretsUsedInArgOrEnv fewer': ({ instruction }) => instruction.pairs.some(({ value }) => isHarmlessValue(value?.text ?? '')),
	'SecretsUsedInArgOrEnv more': ({ doc, instruction }) => doc.globalArgs.includes(instruction),
	'JSONArgsRecommended fewer': ({ doc, instruction }) => doc.isWindows(instruction),
	'InvalidDefinitionDescription fewer': ({ instruction }) => instruction.comments.some(({ text }) => /ignore|skip/.test(text)),
};

interface Listed {
	readonly tool: string;
	readonly id: string;
	readonly direction: 'more' | 'fewer' | 'elsewhere' | 'none';
	readonly condition: string;
	readonly why: string;
}

const listed = (JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/differences.json'), 'utf8')) as Listed[]).filter(
	({ tool }) => tool === 'BuildKit',
);

function lineOf(doc: DockerfileDocument, offset: number): number {
	return doc.instructionEndingAfter(offset - 1)?.line ?? -1;
}

function ours(doc: DockerfileDocument): Set<string> {
	const settings = { ...defaultSettings, all: true, inlineIgnores: false };
	const report = analyze(doc, { facts: new FactReading(new FactStore()), settings, rules: compared });
	assert.deepEqual(report.crashes, []);
	return new Set(report.findings.flatMap(({ aliases, span }) => aliases.filter(alias => ids.has(alias)).map(alias => `${alias} ${lineOf(doc, span.start)}`)));
}

/** Switches on what BuildKit has off, below the directives that are there. */
function withEverything(text: string): string {
	return text.replace(/^((?:# (?:syntax|escape)=.*\r?\n)*)/, '$1# check=skip=none;experimental=all\n');
}

/** How many files BuildKit had an opinion about: those that it refuses have none. */
async function compare(texts: Iterable<string>): Promise<number> {
	const files = [...new Set(texts)].filter(text => !/^\s*#\s*check/im.test(text)).map(withEverything);
	const answers = await ask(
		'lint',
		files.map(text => ({ text })),
	);
	let accepted = 0;
	for (const [index, text] of files.entries()) {
		const answer = answers[index];
		if (!answer || answer.error) continue;
		accepted++;
		const doc = new DockerfileDocument(text);
		const mine = ours(doc);
		const theirs = new Set(answer.warnings.filter(({ rule }) => ids.has(rule)).map(({ rule, line }) => `${rule} ${lineOf(doc, doc.lines.startOf(line - 1))}`));
		for (const [direction, have, lack] of [
			['more', mine, theirs],
			['fewer', theirs, mine],
		] as const) {
			for (const place of have) {
				if (lack.has(place)) continue;
				const [id, line] = place.split(' ');
				const instruction = doc.instructions.find(other => other.line === Number(line));
				if (!instruction || !onPurpose[`${id} ${direction}`]?.({ doc, instruction })) {
					assert.fail(`${direction} than BuildKit: ${id} in line ${Number(line) + 1} of ${JSON.stringify(text)}`);
				}
			}
		}
	}
	return accepted;
}

const own = [
	'ARG X\narg Y\nfrom a\nuser b\n',
	'FROM alpine\nCOPY <<EOF /x\n$y\n\\$z\nEOF\nCOPY <<"EOF" /y\n$y\nEOF\n',
	'# b\n\nARG X\n# X c\n# d\nFROM a AS Y\n# y of it\n#\nARG Z\n# q\n  #\nARG W=1 V\n',
	'FROM debian\nWORKDIR a\nWORKDIR b\nWORKDIR /c\nWORKDIR d\nFROM debian\nWORKDIR e\n',
	'FROM --platform=linux/amd64 debian AS build_linux\nFROM --platform=linux/amd64 debian AS arm64\nFROM --platform=$TARGETPLATFORM debian\n',
	'FROM debian AS scratch\nFROM debian AS x\nFROM debian AS X\nCMD ["a"]\nCMD b\nENTRYPOINT c\nENTRYPOINT ["d"]\nHEALTHCHECK CMD a\nHEALTHCHECK NONE\n',
	'ARG B=1\nARG A\nFROM debian:12$A\nFROM debian:$B$C\nFROM debian:${A:-12}\n',
	'FROM debian\nENV A 1\nLABEL b 2\nENV C=$C D=$D\nEXPOSE 80/TCP 81:80\nMAINTAINER x\n',
	'FROM debian\nENV PASSWORD=x PUBLIC_KEY=y TOKEN_FILE=/z MY_API_KEY=$A\nARG GIT_TOKEN\nARG NPM_AUTH=abc\n',
	'FROM debian\nRUN a \\\n\n  b\nENV C="a \\\n\n  b"\n',
];

suite('the linter of BuildKit', skipUnless('go'), () => {
	test('files with every warning', async () => assert.equal(await compare(own), own.length));

	test('likely files', async () => assert.ok((await compare(fc.sample(likelyDockerfile, { seed, numRuns: 2_000 }))) > 200));

	test('damaged files', async () => assert.ok((await compare(fc.sample(damagedDockerfile, { seed, numRuns: 4_000 }))) > 20));

	test('every difference that the docs name is one, and every other way round', () => {
		const named = listed.filter(({ direction }) => direction === 'more' || direction === 'fewer').map(({ id, direction }) => `${id} ${direction}`);
		assert.deepEqual([...new Set(named)].sort(), Object.keys(onPurpose).sort());
		for (const { id, direction } of listed) assert.equal(ids.has(id), direction !== 'none', id);
	});
});
