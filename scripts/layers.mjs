// Who may import whom: what the compiler cannot see. Used by check.mjs and by its test.
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Room → rooms it may import (itself is always allowed), packages, and whether Node's modules are. */
export const rooms = {
	'server/src/service': {
		rooms: [],
		packages: ['dockerfile-utils', 'spdx-correct', 'spdx-expression-parse', 'unbash', 'vscode-languageserver-types', 'vscode-languageserver-textdocument'],
		node: false,
	},
	'server/src/image': { rooms: [], packages: [], node: false },
	'server/src/host': { rooms: ['server/src/service', 'server/src/image'], packages: ['vscode-uri', 'yaml', 'fzstd'], node: true },
	'server/src/protocol': { rooms: ['server/src/service', 'server/src/image'], packages: ['vscode-languageserver-types'], node: false },
	'server/src/lsp': {
		rooms: ['server/src/service', 'server/src/image', 'server/src/host', 'server/src/protocol'],
		packages: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-languageserver-types', 'vscode-uri'],
		node: true,
	},
	'server/src/cli': { rooms: ['server/src/service', 'server/src/image', 'server/src/host'], packages: ['yaml'], node: true },
	'server/src/browser': { rooms: ['server/src/service', 'server/src/lsp', 'server/src/protocol'], packages: ['vscode-languageserver'], node: false },
	'client/src': { rooms: ['server/src/protocol'], packages: ['vscode', 'vscode-languageclient', 'vscode-languageserver-types'], node: true },
};

const importPattern = /(?:^|[\n;])\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s*['"]([^'"]+)['"]/g;

/** Every forbidden import below `root`, as sentences. */
export function forbiddenImports(root) {
	const found = [];
	for (const room of Object.keys(rooms)) {
		for (const file of filesBelow(join(root, room))) {
			for (const match of readFileSync(file, 'utf8').matchAll(importPattern)) {
				const name = match[1] ?? match[2] ?? match[3];
				const why = forbidden(root, room, file, name);
				if (why) found.push(`${relative(root, file)} imports ${name}: ${why}`);
			}
		}
	}
	return found;
}

function forbidden(root, room, file, name) {
	const rule = rooms[room];
	if (name.startsWith('.')) {
		const target = relative(root, resolve(dirname(file), name))
			.split(sep)
			.join('/');
		const other = Object.keys(rooms).find(candidate => target.startsWith(`${candidate}/`));
		if (!other) return target === 'package.json' ? undefined : 'it is outside the rooms';
		return other === room || rule.rooms.includes(other) ? undefined : `${room} may not know ${other}`;
	}
	const bare = name.startsWith('node:') ? name.slice(5) : name;
	if (name.startsWith('node:') || builtinModules.includes(bare)) return rule.node ? undefined : `${room} may not use Node's modules`;
	const owner = name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0];
	return rule.packages.includes(owner) ? undefined : `${room} may not use this package`;
}

function filesBelow(folder) {
	let entries;
	try {
		entries = readdirSync(folder, { withFileTypes: true });
	} catch {
		return [];
	}
	return entries.flatMap(entry => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesBelow(path) : /\.ts$/.test(entry.name) ? [path] : [];
	});
}
