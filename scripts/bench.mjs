// The benchmark: our figures and those of every peer on the PATH, in one run, as ratios. Medians.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { layers } from './benchLayers.mjs';
import { onLockedNode, root } from './setup.mjs';

await onLockedNode();
const folder = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const percentile = (values, p) => values.sort((a, b) => a - b)[Math.floor(values.length * p)] ?? Number.NaN;
const line = (name, text) => console.log(`${name.padEnd(44)} ${text}`);

/** A plausible file of about this many lines: stages of a dozen instructions, each a little different. */
function dockerfile(lines, seed = 0) {
	const parts = ['# syntax=docker/dockerfile:1'];
	for (let stage = 0; parts.length < lines; stage++) {
		const n = seed * 31 + stage;
		parts.push(
			`FROM debian:12.${n % 9} AS stage-${stage}`,
			`ARG VERSION_${n}=1.${n}`,
			`ENV PATH=/opt/${n}/bin:$PATH LANG=C.UTF-8`,
			'WORKDIR /app',
			`RUN apt-get update \\`,
			`    && apt-get install -y --no-install-recommends curl=7.${n} git \\`,
			'    # the lists go',
			'    && rm -rf /var/lib/apt/lists/*',
			'COPY package.json package-lock.json ./',
			`RUN --mount=type=cache,target=/root/.npm npm ci && echo ${n}`,
			'COPY . .',
			`RUN if [ -f x-${n} ]; then make -j4 all; fi`,
			'USER 65532',
			`CMD ["node", "server-${n}.js"]`,
			'',
		);
	}
	return `${parts.slice(0, lines).join('\n')}\n`;
}

async function parser() {
	const { parseDockerfile } = await import('../server/src/service/syntax/parse.ts');
	const text = dockerfile(60_000);
	const runs = [];
	for (let i = 0; i < 20; i++) {
		const start = performance.now();
		parseDockerfile(text);
		// the first runs are the compiler's
		if (i >= 5) runs.push(text.length / 1e6 / ((performance.now() - start) / 1e3));
	}
	line('parser', `${median(runs).toFixed(0)} MB/s (goal 20)`);
}

/** Edits a file in the running server and waits for its diagnostics, as an editor that pulls does. */
async function keystrokes(lines) {
	const server = spawn(process.execPath, [join(root, 'dist', 'server.cjs'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
	let buffer = Buffer.alloc(0);
	const waiting = new Map();
	server.stdout.on('data', chunk => {
		buffer = Buffer.concat([buffer, chunk]);
		for (;;) {
			const head = buffer.indexOf('\r\n\r\n');
			if (head === -1) return;
			const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString('utf8', 0, head))?.[1]);
			if (buffer.length < head + 4 + length) return;
			const message = JSON.parse(buffer.toString('utf8', head + 4, head + 4 + length));
			buffer = buffer.subarray(head + 4 + length);
			if (message.method && message.id !== undefined)
				send({ id: message.id, result: message.method === 'workspace/configuration' ? message.params.items.map(() => null) : null });
			else if (waiting.has(message.id)) waiting.get(message.id)(message.result);
		}
	});
	const send = message => {
		const body = JSON.stringify({ jsonrpc: '2.0', ...message });
		server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
	};
	let id = 0;
	const request = (method, params) =>
		new Promise(resolve => {
			id++;
			waiting.set(id, resolve);
			send({ id, method, params });
		});
	const uri = 'untitled:Dockerfile';
	await request('initialize', { processId: process.pid, rootUri: null, capabilities: { textDocument: { diagnostic: { dynamicRegistration: false } } } });
	send({ method: 'initialized', params: {} });
	const text = dockerfile(lines);
	send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'dockerfile', version: 1, text } } });
	const times = [];
	let cpu = 0;
	const at = Math.floor(lines / 2);
	for (let version = 2; version < 80; version++) {
		if (version === firstTimed) cpu = cpuOf(server.pid);
		const start = performance.now();
		send({
			method: 'textDocument/didChange',
			params: {
				textDocument: { uri, version },
				contentChanges: [
					{ range: { start: { line: at, character: 0 }, end: { line: at, character: version === 2 ? 0 : 4 } }, text: `#${String(version).padStart(3, '0')}` },
				],
			},
		});
		await request('textDocument/diagnostic', { textDocument: { uri } });
		if (version >= firstTimed) times.push(performance.now() - start);
	}
	cpu = (cpuOf(server.pid) - cpu) / times.length;
	server.kill();
	return { p50: median(times), p95: percentile(times, 0.95), cpu };
}

const firstTimed = 21;

/** Milliseconds of processor time that a process has used, where the system tells. */
function cpuOf(pid) {
	try {
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
		return (Number(fields[11]) + Number(fields[12])) * 10;
	} catch {
		return Number.NaN;
	}
}

const onPath = name =>
	(process.env.PATH ?? '')
		.split(delimiter)
		.map(part => join(part, name))
		.find(existsSync);

/** Milliseconds from the start of a process to its end, and files per second over many. */
function commands(files) {
	const one = join(folder, 'one', 'Dockerfile');
	mkdirSync(join(folder, 'one'));
	writeFileSync(one, dockerfile(40));
	const many = join(folder, 'many');
	for (let i = 0; i < files; i++) {
		mkdirSync(join(many, String(i)), { recursive: true });
		writeFileSync(join(many, String(i), 'Dockerfile'), dockerfile(20 + (i % 60), i));
	}
	const all = Array.from({ length: files }, (_, i) => join(many, String(i), 'Dockerfile'));
	const drydock = [process.execPath, [join(root, 'dist', 'cli.cjs'), 'check', '--offline', '--shellcheck', 'off', '--fail-on', 'never', '--format', 'json']];
	// the linter that other editors use; it has no command, so the shortest one that could be
	const validate = join(folder, 'validate.mjs');
	const library = pathToFileURL(join(root, 'node_modules', 'dockerfile-utils', 'lib', 'main.js')).href;
	writeFileSync(
		validate,
		`import { readFileSync } from 'node:fs';\nimport { validate } from '${library}';\nfor (const path of process.argv.slice(2)) validate(readFileSync(path, 'utf8'));\n`,
	);
	const peers = [
		['drydock', drydock, paths => [...drydock[1], ...paths]],
		['bare Node', [process.execPath, []], () => ['--eval', '0']],
		['dockerfile-utils', [process.execPath, []], paths => [validate, ...paths]],
		['hadolint', [onPath('hadolint'), []], paths => ['--format', 'json', '--no-fail', ...paths]],
		['tally', [onPath('tally'), []], paths => ['lint', '--format', 'json', ...paths]],
		['droast', [onPath('droast'), []], paths => [...paths]],
	];
	let base;
	for (const [name, [program], args] of peers) {
		if (!program) continue;
		const single = [];
		for (let i = 0; i < 9; i++) {
			const start = performance.now();
			spawnSync(program, args([one]), { stdio: 'ignore' });
			single.push(performance.now() - start);
		}
		if (name === 'bare Node') {
			line(`${name}: start to exit`, `${median(single).toFixed(0)} ms (x${(median(single) / base.single).toFixed(1)})`);
			continue;
		}
		const start = performance.now();
		spawnSync(program, name === 'drydock' ? args([many]) : args(all), { stdio: ['ignore', 'ignore', 'ignore'], maxBuffer: 2 ** 30 });
		const rate = files / ((performance.now() - start) / 1e3);
		base ??= { single: median([...single]), rate };
		line(`${name}: one file, start to exit`, `${median(single).toFixed(0)} ms (x${(median(single) / base.single).toFixed(1)})`);
		line(`${name}: ${files} files`, `${rate.toFixed(0)} files/s (x${(rate / base.rate).toFixed(2)})`);
	}
}

try {
	execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'ignore' });
	await parser();
	for (const [lines, goal] of [
		[90, 3],
		[540, 10],
		[2400, 45],
	]) {
		const { p50, p95, cpu } = await keystrokes(lines);
		line(`keystroke to diagnostics, ${lines} lines`, `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, processor ${cpu.toFixed(1)} ms (goal p50 ${goal})`);
	}
	commands(2000);
	await layers(folder, line, onPath);
} finally {
	rmSync(folder, { recursive: true });
}
