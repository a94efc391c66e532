import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ImageArchive } from '../../server/src/host/imageArchive.ts';
import { ImageFiles } from '../../server/src/image/imageFiles.ts';
import { type DockerEngine, withClient } from '../support/dockerEngine.ts';
import { engineKinds } from '../support/engineKinds.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/** Everything that layers can do to files. */
const dockerfile = `FROM drydock-test/base:1
RUN mkdir -p /data/old /data/kept && echo first > /data/old/a && echo second > /data/old/b && echo stays > /data/kept/c
RUN dd if=/dev/zero of=/data/big bs=1000 count=300 && cp /data/big /data/copy
RUN rm /data/big && echo changed > /data/kept/c
RUN chmod 600 /data/copy
RUN rm -r /data/old && mkdir /data/old && echo third > /data/old/a
RUN busybox ln /data/copy /data/hard && busybox ln -s kept /data/link
RUN rm -r /data/kept && echo now-a-file > /data/kept
RUN rm /data/link && mkdir /data/link && echo below > /data/link/d
COPY tree /data/
COPY --chown=7:8 tree/sub/e /data/hard
RUN rm /data/copy; true
`;
/** What an engine puts into every container. */
const ofContainers = /^(?:\.dockerenv|dev\/.*|proc\/.*|sys\/.*|etc\/(?:hostname|hosts|resolv\.conf|mtab))$/;

interface Seen {
	readonly size: number;
	readonly mode: string;
	readonly owner: string;
}

/** Regular files of a tar, as GNU tar lists them; of a hard link only that it is one. */
function listedByTar(path: string): ReadonlyMap<string, Seen> {
	const listing = execFileSync('tar', ['--list', '--verbose', '--numeric-owner', '--file', path], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
	const seen = new Map<string, Seen>();
	for (const line of listing.split('\n')) {
		const [, mode = '', owner = '', size, rest = ''] = /^(\S+) (\S+)\s+(\d+) \S+ \S+ (.*)$/.exec(line) ?? [];
		if (mode.startsWith('-')) seen.set(rest.replace(/^\.\//, ''), { size: Number(size), mode, owner });
	}
	return seen;
}

for (const kind of engineKinds()) {
	describe(`bytes are exact: ${kind.title}`, { skip: kind.skip }, () => {
		let engine: DockerEngine;
		before(async () => {
			engine = await kind.start();
			engine.importBusybox('drydock-test/base:1');
		});
		after(() => engine?.stop());

		for (const { program, version } of kind.clients()) {
			test(`built by client ${version}: what a container sees, and what nobody sees`, { timeout: 120_000 }, async t => {
				const cwd = temporaryFolder(t, { Dockerfile: dockerfile, 'tree/sub/e': 'eeeee', 'tree/kept': 'over it' });
				const name = `drydock-test/exact:${version}`;
				execFileSync(program, ['build', '--quiet', '--tag', name, cwd], { env: withClient(engine.env, program), stdio: 'pipe' });
				const container = engine.docker('create', name, 'none').trim();
				engine.docker('export', '--output', join(cwd, 'export.tar'), container);
				engine.docker('rm', container);
				engine.docker('save', '--output', join(cwd, 'saved.tar'), name);
				engine.docker('image', 'rm', '--force', name);

				const archive = await ImageArchive.open(join(cwd, 'saved.tar'));
				t.after(() => archive.close());
				const [image] = archive.images;
				assert.ok(image);
				const indexes = await archive.layers(image);
				const files = new ImageFiles(indexes);
				const ours = new Map(
					[...files.visible].flatMap(([path, { file }]): [string, Seen][] =>
						file.kind === 'file' ? [[path, { size: file.size, mode: modeText(file.mode), owner: `${file.uid}/${file.gid}` }]] : [],
					),
				);
				const exported = new Map([...listedByTar(join(cwd, 'export.tar'))].filter(([path]) => !ofContainers.test(path)));
				assert.deepEqual([...ours].sort(byPath), [...exported].sort(byPath));

				const visible = [...exported.values()].reduce((sum, { size }) => sum + size, 0);
				const total = indexes.reduce((sum, index) => sum + index.files.reduce((bytes, file) => bytes + file.size, 0), 0);
				assert.deepEqual([files.waste.total, files.waste.visible, files.waste.reclaimable], [total, visible, total - visible]);
				assert.ok(files.waste.reclaimable >= 600_000, 'the big file is removed, its copy changed');
			});
		}
	});
}

function byPath([a]: [string, Seen], [b]: [string, Seen]): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function modeText(mode: number): string {
	const letters = 'rwxrwxrwx';
	return `-${[...letters].map((letter, at) => ((mode >> (8 - at)) & 1 ? letter : '-')).join('')}`;
}
