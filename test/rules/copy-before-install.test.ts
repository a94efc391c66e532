import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const node = {
	contextFolder: { '': ['package.json', 'package-lock.json', 'src/'] },
	contextFile: { 'package.json': '{"dependencies":{"a":"1"}}', '.dockerignore': 'node_modules\n' },
};

test('npm, pip and go', () =>
	checkMarks(
		'copy-before-install',
		`
FROM node:22 AS a
WORKDIR /app
COPY . .
     ^^^ Any change of a file repeats the installation in line 4: copy package.json first.
RUN npm ci
FROM python:3 AS b
COPY ./ /app
     ^^^^^^^
RUN pip install --no-cache-dir -r requirements.txt
FROM golang:1.24
COPY . .
     ^^^
RUN go build -o /out`,
	));

test('manifests first, packages by name, other stages', () =>
	checkSilent(
		'copy-before-install',
		`
FROM node:22
COPY package.json .
RUN npm ci
COPY . .
RUN npm ci --omit=dev
FROM python:3
COPY . .
RUN pip install flask
RUN pip install -e .
FROM node:22
COPY --from=0 . .
RUN npm ci
FROM node:22
COPY src .
RUN npm ci`,
	));

test('npm: the manifests that are there, then the rest', () =>
	checkFix(
		'copy-before-install',
		'FROM node:22\nWORKDIR /app\nCOPY --chown=node . .\nRUN npm ci\nRUN npm run build\n',
		'FROM node:22\nWORKDIR /app\nCOPY --chown=node package.json package-lock.json ./\nRUN npm ci\nCOPY --chown=node . .\nRUN npm run build\n',
		{ facts: node },
	));

test('one RUN that installs and builds is split behind the installation', () =>
	checkFix(
		'copy-before-install',
		'FROM node:22\r\nCOPY . /app/\r\nRUN npm ci \\\r\n  && npm run build\r\n',
		'FROM node:22\r\nCOPY package.json package-lock.json /app/\r\nRUN npm ci\r\nCOPY . /app/\r\nRUN npm run build\r\n',
		{ facts: node },
	));

test('go: the modules are downloaded first', () =>
	checkFix(
		'copy-before-install',
		'FROM golang:1.24\nCOPY . .\nRUN CGO_ENABLED=0 go build\n',
		'FROM golang:1.24\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build\n',
		{
			facts: { contextFolder: { '': ['go.mod', 'go.sum'] }, contextFile: { 'go.mod': 'module x\n', '.dockerignore': null } },
		},
	));

for (const [why, facts] of Object.entries({
	'a lifecycle script': { contextFolder: node.contextFolder, contextFile: { ...node.contextFile, 'package.json': '{"scripts":{"postinstall":"node src/x"}}' } },
	'a local dependency': { contextFolder: node.contextFolder, contextFile: { ...node.contextFile, 'package.json': '{"dependencies":{"a":"file:./a"}}' } },
})) {
	test(`${why} may need the sources`, () =>
		checkFix('copy-before-install', 'FROM node:22\nCOPY . .\nRUN npm ci', 'FROM node:22\nCOPY . .\nRUN npm ci', { facts }));
}
