import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { applyEdits, LineIndex } from '../../server/src/service/index.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { drydock, type RangeJson } from './drydock.ts';

const dockerfile =
	'FROM golang:1.22 AS build\nWORKDIR /app\nCOPY . .\nRUN go build -o myapp\nFROM debian:12\nARG API_TOKEN\nRUN curl -H "$API_TOKEN" x\nUSER 1\n';
const moved = dockerfile.replace('COPY . .\n', 'COPY go.mod ./\nRUN go mod download\nCOPY . .\n');
const files = { Dockerfile: dockerfile, 'go.mod': 'module x\n' };

interface Offers {
	readonly schema: number;
	readonly path: string;
	readonly offers: readonly {
		readonly id: string;
		readonly refactoring: string;
		readonly title: string;
		readonly range: RangeJson;
		readonly kind?: string;
		readonly safety?: string;
		readonly disabled: string | null;
		readonly files: readonly { readonly path: string; readonly edits: readonly { readonly range: RangeJson; readonly newText: string }[] }[];
	}[];
}

async function offers(folder: string, ...args: string[]): Promise<Offers> {
	const { code, stdout, stderr } = await drydock(folder, ['refactor', '--format', 'json', ...args]);
	assert.deepEqual([code, stderr], [0, '']);
	return JSON.parse(stdout) as Offers;
}

function edited(text: string, edits: Offers['offers'][number]['files'][number]['edits']): string {
	const lines = new LineIndex(text);
	return applyEdits(
		text,
		edits.map(({ range, newText }) => ({ ...lines.spanOfRange(range), newText })),
	);
}

test('lists what can be done with what to know, and what cannot with the reason', async t => {
	const folder = temporaryFolder(t, files);
	const { code, stdout, stderr } = await drydock(folder, ['refactor']);
	assert.deepEqual([code, stderr], [0, '']);
	assert.match(stdout, /^Dockerfile:3 move-copy-lower\/move-copy-lower@3 Move COPY lower: go\.mod \+ go mod download first\n {4}The installation must /m);
	assert.match(stdout, /^Dockerfile:6 replace-secret\/replace-secret@6 Replace API_TOKEN by a secret mount\n/m);
	assert.deepEqual(await drydock(folder, ['refactor', 'Dockerfile', '--list']), { code, stdout, stderr });
	const refused = temporaryFolder(t, { Dockerfile: 'FROM scratch\nENV API_TOKEN=x\nUSER 1\n' });
	assert.match((await drydock(refused, ['refactor'])).stdout, /^Dockerfile:2 replace-secret.*\n {4}not possible: No RUN uses API_TOKEN: .*\.\n$/);
	const nothing = temporaryFolder(t, { Dockerfile: 'FROM scratch\nUSER 1\n' });
	assert.equal((await drydock(nothing, ['refactor'])).stdout, 'Dockerfile: nothing to refactor.\n');
});

test('the list as data: ranges, edits per file, and null where nothing speaks against it', async t => {
	const folder = temporaryFolder(t, files);
	const report = await offers(folder);
	assert.deepEqual([report.schema, report.path], [1, 'Dockerfile']);
	const offer = report.offers.find(({ refactoring }) => refactoring === 'move-copy-lower');
	assert.deepEqual(offer?.range, { start: { line: 2, character: 0 }, end: { line: 2, character: 8 } });
	assert.deepEqual([offer?.kind, offer?.safety, offer?.disabled, offer?.files.map(({ path }) => path)], ['refactor.move', 'review', null, ['Dockerfile']]);
	assert.equal(edited(dockerfile, offer?.files[0]?.edits ?? []), moved);
	assert.deepEqual(new Set(report.offers.map(({ id }) => id)).size, report.offers.length, 'ids are unique');
});

test('a line or a stage limits the list', async t => {
	const folder = temporaryFolder(t, files);
	const ids = async (...args: string[]): Promise<string[]> => (await offers(folder, ...args)).offers.map(({ id }) => id);
	assert.deepEqual(await ids('--line', '6'), ['replace-secret/replace-secret@6']);
	assert.deepEqual(
		(await ids('--stage', 'build')).filter(id => id.startsWith('replace-secret')),
		[],
	);
	assert.deepEqual(await ids('--stage', '1'), ['replace-secret/replace-secret@6']);
});

test('a place that is not there is said', async t => {
	const folder = temporaryFolder(t, files);
	for (const [args, sentence] of [
		[['--line', '9'], 'There is no line 9: the file has 8 lines, counted from 1.'],
		[['--line', '0'], 'There is no line 0: the file has 8 lines, counted from 1.'],
		[['--line', 'x'], 'There is no line x: the file has 8 lines, counted from 1.'],
		[['--stage', 'nope'], 'There is no stage "nope". Name one of: build, 1.'],
		[['--line', '1', '--stage', 'build'], 'Name a line or a stage, not both.'],
	] as const)
		assert.deepEqual(await drydock(folder, ['refactor', ...args]), { code: 2, stdout: '', stderr: `${sentence}\n` });
});

test('does one refactoring, keeps the mode, and says what to look at', async t => {
	const folder = temporaryFolder(t, files);
	const path = join(folder, 'Dockerfile');
	chmodSync(path, 0o640);
	const { code, stdout, stderr } = await drydock(folder, ['refactor', 'move-copy-lower']);
	assert.deepEqual([code, stderr], [0, '']);
	assert.match(stdout, /^Dockerfile:3 Move COPY lower: .* first: done\.\n {4}\S.*\.\n$/);
	assert.equal(readFileSync(path, 'utf8'), moved);
	assert.equal(statSync(path).mode & 0o777, 0o640);
	assert.deepEqual(readdirSync(folder).sort(), ['Dockerfile', 'go.mod'], 'nothing is left behind');
});

test('a dry run shows the difference and writes nothing', async t => {
	const folder = temporaryFolder(t, files);
	const { code, stdout } = await drydock(folder, ['refactor', '.', 'move-copy-lower', '--dry-run']);
	assert.equal(code, 0);
	assert.match(stdout, /^--- a\/Dockerfile\n\+\+\+ b\/Dockerfile\n@@ -1,5 \+1,7 @@\n/);
	assert.equal(readFileSync(join(folder, 'Dockerfile'), 'utf8'), dockerfile);
	const json = JSON.parse((await drydock(folder, ['refactor', 'move-copy-lower', '--dry-run', '--format', 'json'])).stdout);
	assert.deepEqual([json.text, json.written, json.offer.safety], [moved, false, 'review']);
	assert.equal(edited(dockerfile, json.files[0].edits), moved);
});

test('standard input goes to standard output, with the files around the place it is said to have', async t => {
	const folder = temporaryFolder(t, { 'go.mod': 'module x\n' });
	const args = ['refactor', '-', 'move-copy-lower', '--stdin-path', 'Dockerfile'];
	assert.deepEqual(await drydock(folder, args, { stdin: dockerfile }), { code: 0, stdout: moved, stderr: '' });
	assert.deepEqual(await drydock(folder, args, { stdin: `\uFEFF${dockerfile}` }), { code: 0, stdout: `\uFEFF${moved}`, stderr: '' });
	const node = 'FROM node:22\nCOPY . .\nRUN npm ci\nUSER 1\n';
	writeFileSync(join(folder, 'package.json'), '{}');
	writeFileSync(join(folder, 'package-lock.json'), '{}');
	const { code, stdout, stderr } = await drydock(folder, args, { stdin: node });
	assert.deepEqual([code, stdout.split('\n')[1]], [0, 'COPY package.json package-lock.json ./']);
	assert.equal(stderr, '.dockerignore was not written; it needs these lines at its end:\nnode_modules\n');
	assert.deepEqual(readdirSync(folder).sort(), ['go.mod', 'package-lock.json', 'package.json']);
});

test('files beside the Dockerfile are extended, in their own line ends', async t => {
	const node = 'FROM node:22\nCOPY . .\nRUN npm ci\nUSER 1\n';
	const folder = temporaryFolder(t, { 'a/Dockerfile': node, 'a/package.json': '{}', 'a/package-lock.json': '{}', 'a/.dockerignore': '*.md\r\nx' });
	const args = ['refactor', 'a', 'move-copy-lower'];
	const dry = await drydock(folder, [...args, '--dry-run']);
	assert.match(dry.stdout, /^\+\+\+ b\/a\/\.dockerignore$/m);
	assert.equal((await drydock(folder, args)).code, 0);
	assert.equal(readFileSync(join(folder, 'a/.dockerignore'), 'utf8'), '*.md\r\nx\r\nnode_modules\r\n');
	assert.match(readFileSync(join(folder, 'a/Dockerfile'), 'utf8'), /^COPY package\.json package-lock\.json \.\/\n/m);
});

test('what cannot be done is refused with the reason, and the file is as it was', async t => {
	const twice = `${dockerfile}ARG OTHER_TOKEN\nRUN echo "$OTHER_TOKEN"\n`;
	const folder = temporaryFolder(t, { ...files, twice, none: 'FROM scratch\nENV API_TOKEN=x\nUSER 1\n', 'a/Dockerfile': dockerfile });
	for (const [args, sentence] of [
		[
			['twice', 'replace-secret'],
			/^replace-secret can be done in lines 6, 9 of twice\. Choose one with --line, or one of replace-secret\/\S+, replace-secret\/\S+\.\n$/,
		],
		[['none', 'replace-secret'], /^replace-secret cannot be done in line 2 of none: No RUN uses API_TOKEN: .*\.\n$/],
		[['none', 'move-copy-lower'], /^There is no place for move-copy-lower in none\.\n$/],
		[['Dockerfile', 'move-copy-lowr'], /^There is no refactoring "move-copy-lowr"\. Did you mean move-copy-lower\?\n$/],
		[['.'], /^\. has 2 Dockerfiles\. Name one of them, such as Dockerfile\.\n$/],
		[['missing'], /^missing does not exist\. Check the path\.\n$/],
		[['a', 'b', 'c'], /^Name one file and one refactoring: /],
		[['replace-secret', '--list'], /^--list shows what there is; leave it out to do a refactoring\.\n$/],
		[['--format', 'sarif'], /^The format "sarif" is not one of text, json\.\n$/],
	] as const) {
		const { code, stdout, stderr } = await drydock(folder, ['refactor', ...args]);
		assert.deepEqual([code, stdout], [2, ''], args.join(' '));
		assert.match(stderr, sentence);
	}
	assert.equal(readFileSync(join(folder, 'twice'), 'utf8'), twice);
	assert.equal((await drydock(folder, ['refactor', 'twice', 'replace-secret', '--line', '9'])).code, 0);
	assert.match(readFileSync(join(folder, 'twice'), 'utf8'), /^RUN --mount=type=secret,id=OTHER_TOKEN,\S+ echo "\$OTHER_TOKEN"$/m);
});

test('an offer can be named by the id that the list gives it', async t => {
	const folder = temporaryFolder(t, files);
	for (const { id } of (await offers(folder)).offers.filter(({ disabled }) => disabled === null))
		assert.equal((await drydock(folder, ['refactor', 'Dockerfile', id, '--dry-run'])).code, 0, id);
});
