/** The engines that tests run against: what a stable Debian has, and what is current. They differ in almost everything that is read of them. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Engine, findEngine } from '../../server/src/host/engine.ts';
import { type DockerEngine, dockerClients, dockerMissing, startDocker, withClient } from './dockerEngine.ts';
import { everythingMustRun } from './requirement.ts';

const { enginesFolder, enginesImpossible, enginesInstalled } = (await import(new URL('../../scripts/engines.mjs', import.meta.url).href)) as {
	enginesFolder: string;
	enginesImpossible(): string | undefined;
	enginesInstalled(): boolean;
};

/** What scripts/engines.mjs has built. */
export const builtEngines = { bin: join(enginesFolder, 'bin'), config: join(enginesFolder, 'docker-config') };

export interface EngineKind {
	readonly title: string;
	/** Why tests with it are skipped, or false. */
	readonly skip: string | false;
	/** `own`: one that is started here, also where another answers. */
	start(own?: boolean): Promise<DockerEngine>;
	clients(): readonly { readonly program: string; readonly version: string }[];
}

/** Throws under DRYDOCK_TEST_ALL=1 if one of them cannot be had. `own`: each must be one that can be started here. */
export function engineKinds(own = false): readonly EngineKind[] {
	const program = join(builtEngines.bin, 'docker');
	return [
		{ title: 'a real Docker engine', skip: skipFor(dockerMissing(own)), start: (alone = own) => startDocker(alone), clients: dockerClients },
		{
			title: 'a current Docker engine, with the containerd store and buildx',
			skip: skipFor(builtMissing()),
			start: () => startDocker(true, builtEngines),
			clients: () => [{ program, version: /\d+\.\d+\.\d+/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout)?.[0] ?? 'unknown' }],
		},
	];
}

/** The engine as its first client sees it that builds with BuildKit. */
export async function withBuildKit(kind: EngineKind, docker: DockerEngine): Promise<Engine> {
	for (const { program } of kind.clients()) {
		const engine = await findEngine({ env: withClient(docker.env, program) });
		if ((await engine.builder()) !== 'classic') return engine;
	}
	throw new Error(`No client of ${kind.title} builds with BuildKit.`);
}

function builtMissing(): string | undefined {
	if (enginesInstalled() && process.getuid?.() === 0) return undefined;
	return enginesImpossible() ?? 'The current Docker engine is not built. To run this test: node scripts/engines.mjs (some minutes, once).';
}

function skipFor(reason: string | undefined): string | false {
	if (reason !== undefined && everythingMustRun) throw new Error(`${reason} With DRYDOCK_TEST_ALL=1 nothing may be skipped.`);
	return reason ?? false;
}
