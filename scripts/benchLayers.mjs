// The layers of a large image: our index and scores, the command, and those of every peer on the PATH, on the same archive in one run.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBigImage } from './bigImage.mjs';
import { root } from './setup.mjs';

const sources = ['/usr/lib', '/usr/share', '/usr/local', '/usr/include'];

export async function layers(folder, line, onPath) {
	if (!sources.every(existsSync)) return line('layers', 'not measured: the files for the archive are not on this system');
	const archive = join(folder, 'big.tar');
	const { files, bytes } = writeBigImage(archive, { folders: sources });
	line('layers: the archive', `${(bytes / 1e9).toFixed(2)} GB, ${files} files, 21 layers`);
	const own = spawnSync(process.execPath, [join(root, 'scripts', 'benchLayersOnce.mjs'), archive, join(folder, 'cache')], { encoding: 'utf8' });
	const measured = JSON.parse(own.stdout);
	line('layers: index, headers only', `${measured.index} ms (goal 400), ${measured.entries} entries`);
	line('layers: index, as a stream', `${measured.stream} ms (goal 1,000)`);
	line('layers: trees, waste, scores', `${measured.scores} ms (goal 400)`);
	line('layers: index from the cache', `${measured.cached} ms (goal 100)`);
	const cli = join(root, 'dist', 'cli.cjs');
	const command = seconds(process.execPath, [cli, 'layers', archive], { XDG_CACHE_HOME: join(folder, 'none') });
	line('drydock layers, start to exit', `${command.toFixed(2)} s`);
	const memory = mostMemory([cli, 'layers', archive], { XDG_CACHE_HOME: join(folder, 'none too') });
	line('drydock layers, most memory', `${memory} MB (goal 200; Node alone ${mostMemory(['--eval', ''])})`);
	const blobs = spawnSync('tar', ['-tf', archive], { encoding: 'utf8' })
		.stdout.split('\n')
		.filter(name => name.startsWith('blobs/'));
	const tar = blobs.reduce((sum, blob) => sum + seconds('sh', ['-c', 'tar -xOf "$0" "$1" | tar -t >/dev/null 2>&1', archive, blob]), 0);
	line('tar -t of each layer', `${tar.toFixed(2)} s (x${(tar / command).toFixed(1)})`);
	if (onPath('dive')) {
		const dive = seconds(onPath('dive'), ['--ci', '--source', 'docker-archive', archive]);
		line('dive --ci', `${dive.toFixed(2)} s (x${(dive / command).toFixed(1)})`);
	}
	rmSync(archive);
}

function seconds(program, args, env = {}) {
	const start = performance.now();
	spawnSync(program, args, { stdio: 'ignore', env: { ...process.env, ...env } });
	return (performance.now() - start) / 1e3;
}

/** The peak of this process alone: what Node tells of a child counts its parent in. */
const tellsMemory = `data:text/javascript,${encodeURIComponent(
	'import { readFileSync } from "node:fs"; process.on("exit", () => process.stderr.write(readFileSync("/proc/self/status")))',
)}`;

/** Megabytes, of a script on this Node; Linux only. */
function mostMemory(args, env = {}) {
	const { stderr } = spawnSync(process.execPath, ['--import', tellsMemory, ...args], {
		stdio: ['ignore', 'ignore', 'pipe'],
		encoding: 'utf8',
		env: { ...process.env, ...env },
	});
	return Math.round((Number(/VmHWM:\s+(\d+)/.exec(stderr)?.[1]) * 1024) / 1e6);
}
