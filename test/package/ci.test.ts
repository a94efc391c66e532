/** What other projects put into their CI, run step by step with the package that was just made. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { parse } from 'yaml';
import { isDockerfileName } from '../../server/src/host/findDockerfiles.ts';
import { schemaErrors, schemaNamed } from '../support/schema.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const root = join(import.meta.dirname, '../..');
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly name: string; readonly version: string };
const tarball = join(root, `${name}-${version}.tgz`);
const sloppy = 'FROM debian\nUSER 65532\n';
const found = '::warning file=Dockerfile,line=1,endLine=1,col=6,endColumn=11,title=untagged-base-image::';

interface Ran {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** As runners do: bash that ends at the first failure. */
function bash(script: string, folder: string, env: Readonly<Record<string, string>>): Ran {
	const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
		cwd: folder,
		encoding: 'utf8',
		env: { ...process.env, npm_config_offline: 'true', ...env },
	});
	return { code: status, stdout, stderr };
}

suite('action.yml', () => {
	interface Action {
		readonly inputs: Readonly<Record<string, { readonly default: string }>>;
		readonly runs: { readonly steps: readonly { readonly run: string; readonly env: Readonly<Record<string, string>> }[] };
	}
	const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;

	/** Every step, with these inputs. */
	function runAction(folder: string, inputs: Readonly<Record<string, string>>): Ran {
		const valueOf = (expression: string): string => {
			const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1] ?? '';
			assert.ok(Object.hasOwn(action.inputs, input), expression);
			return inputs[input] ?? action.inputs[input]?.default ?? '';
		};
		let last: Ran = { code: 0, stdout: '', stderr: '' };
		for (const { run, env } of action.runs.steps) {
			const given = Object.fromEntries(Object.entries(env).map(([key, expression]) => [key, valueOf(expression)]));
			last = bash(run, folder, { ...given, GITHUB_ACTION_PATH: root, RUNNER_TEMP: folder });
			if (last.code !== 0) break;
		}
		return last;
	}

	test('is an action, and no input is part of a script', () => {
		assert.deepEqual(schemaErrors(schemaNamed('github-action'), action), []);
		for (const { run } of action.runs.steps) assert.doesNotMatch(run, /\$\{\{/);
		const used = action.runs.steps.flatMap(({ env }) => Object.values(env));
		assert.deepEqual(
			used.sort(),
			Object.keys(action.inputs)
				.map(input => `\${{ inputs.${input} }}`)
				.sort(),
		);
	});

	test('findings are annotations, and fail the step', t => {
		const folder = temporaryFolder(t, { Dockerfile: sloppy });
		const { code, stdout } = runAction(folder, { package: tarball });
		assert.equal(code, 1);
		assert.ok(stdout.startsWith(found), stdout);
		assert.equal(runAction(folder, { package: tarball, 'fail-on': 'error' }).code, 0);
	});

	test('SARIF beside them, other options, several paths of which none is run', t => {
		const folder = temporaryFolder(t, { Dockerfile: sloppy, 'a b/Dockerfile': sloppy, '$(touch evil)/Dockerfile': sloppy });
		const paths = 'a b\n$(touch evil)\n';
		const { code, stdout } = runAction(folder, {
			package: tarball,
			paths,
			'sarif-file': 'out.sarif',
			format: 'json',
			args: '--rule\nuntagged-base-image=hint\n',
		});
		assert.equal(code, 0);
		const report = JSON.parse(stdout) as { readonly files: readonly { readonly path: string }[] };
		assert.deepEqual(
			report.files.map(({ path }) => path),
			['a b/Dockerfile', '$(touch evil)/Dockerfile'],
		);
		assert.deepEqual(schemaErrors(schemaNamed('sarif-2.1.0'), JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8'))), []);
		assert.ok(!existsSync(join(folder, 'evil')));
	});

	test('a baseline, changed lines, and what cannot be done', t => {
		const folder = temporaryFolder(t, { Dockerfile: sloppy });
		const git = (...args: readonly string[]): string =>
			execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false', ...args], {
				cwd: folder,
				encoding: 'utf8',
				stdio: 'pipe',
			});
		git('init', '-q');
		git('add', '-A');
		git('commit', '-qm', 'old');
		assert.deepEqual(runAction(folder, { package: tarball, 'diff-base': 'HEAD' }).code, 0);
		assert.equal(runAction(folder, { package: tarball, args: '--write-baseline=b.json' }).code, 0);
		assert.equal(runAction(folder, { package: tarball, baseline: 'b.json' }).code, 0);
		const { code, stderr } = runAction(folder, { package: tarball, baseline: 'none.json' });
		assert.equal(code, 2);
		assert.match(stderr, /none\.json does not exist/);
	});
});

suite('pre-commit', () => {
	interface Hook {
		readonly id: string;
		readonly language: string;
		readonly entry: string;
		readonly files: string;
		readonly exclude: string;
	}
	const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[];

	test('hooks are for the files that the command line finds', () => {
		const names = ['Dockerfile', 'Containerfile', 'Dockerfile.dev', 'Containerfile.x', 'a.Dockerfile', 'a.dockerfile', 'a.containerfile'];
		const others = ['Dockerfile.dockerignore', 'dockerfile', 'Dockerfiles', 'aDockerfile', 'a.dockerfiles', 'Makefile', 'docker-compose.yml', '.dockerignore'];
		for (const file of [...names, ...others]) {
			for (const { files, exclude } of hooks) {
				for (const path of [file, `a/b/${file}`]) {
					assert.equal(new RegExp(files).test(path) && !new RegExp(exclude).test(path), isDockerfileName(file), path);
				}
			}
		}
	});

	test('what pre-commit does for language "node": pack, install, run on the files that changed', t => {
		const folder = temporaryFolder(t, { Dockerfile: 'FROM debian:12 as a\nUSER 65532\n', 'b.dockerfile': sloppy });
		const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root, encoding: 'utf8' }).trim().split('\n').at(-1) ?? '';
		// the packages that this one names are inside its files; without them it must run, since here is no registry
		const home = join(folder, 'home');
		execFileSync('mkdir', ['-p', join(home, 'lib')]);
		execFileSync('tar', ['-xzf', join(folder, packed), '-C', home]);
		const bin = JSON.parse(readFileSync(join(home, 'package/package.json'), 'utf8')) as { readonly bin: { readonly drydock: string } };
		execFileSync('ln', ['-s', join(home, 'package', bin.bin.drydock), join(home, 'drydock')]);
		const results = hooks.map(({ id, entry, language }) => {
			assert.equal(language, 'node');
			const { code } = bash(`PATH=$PWD/home:$PATH ${entry} Dockerfile b.dockerfile`, folder, {});
			return [id, code];
		});
		assert.deepEqual(results, [
			['drydock-check', 1],
			['drydock-fix', 0],
		]);
		assert.equal(readFileSync(join(folder, 'Dockerfile'), 'utf8'), 'FROM debian:12 AS a\nUSER 65532\n');
	});
});

suite('docs/ci.md', () => {
	const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
	const blocks = Array.from(page.matchAll(/```yaml\n(.*?)```/gs), ([, text = '']) => parse(text) as Readonly<Record<string, unknown>>);

	test('names this version', () => {
		const versions = Array.from(page.matchAll(/drydock-vscode@v?([\d.]+)|rev: v([\d.]+)/g), match => match[1] ?? match[2]);
		assert.ok(versions.length >= 4);
		assert.deepEqual([...new Set(versions)], [version]);
	});

	test('the job for GitLab makes a report and fails', t => {
		const job = blocks.find(block => Object.hasOwn(block, 'drydock'))?.['drydock'] as {
			readonly script: readonly string[];
			readonly artifacts: { readonly reports: { readonly codequality: string } };
		};
		const folder = temporaryFolder(t, { Dockerfile: sloppy, 'home/.keep': '' });
		const script = job.script.join('\n').replace(`drydock-vscode@${version}`, tarball);
		const { code } = bash(script, folder, { npm_config_prefix: join(folder, 'home'), PATH: `${join(folder, 'home/bin')}:${process.env['PATH']}` });
		assert.equal(code, 1);
		const report = JSON.parse(readFileSync(join(folder, job.artifacts.reports.codequality), 'utf8')) as readonly { readonly check_name: string }[];
		assert.equal(report[0]?.check_name, 'untagged-base-image');
	});

	test('the inputs that it shows are inputs, and the hooks are hooks', () => {
		const inputs = Object.keys((parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { readonly inputs: object }).inputs);
		const ids = (parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly { readonly id: string }[]).map(({ id }) => id);
		const shown: string[] = [];
		JSON.stringify(blocks, (_, part: unknown) => {
			const { uses, with: given, id } = (part ?? {}) as { readonly uses?: string; readonly with?: object; readonly id?: string };
			if (uses?.startsWith('drydock/')) shown.push(...Object.keys(given ?? {}));
			if (id) assert.ok(ids.includes(id), id);
			return part;
		});
		assert.ok(shown.length > 0);
		for (const input of shown) assert.ok(inputs.includes(input), input);
	});

	test('its commands work', t => {
		const folder = temporaryFolder(t, { Dockerfile: sloppy });
		const [, commands = ''] = /```sh\n(drydock check --write-baseline.*?)```/s.exec(page) ?? [];
		const { code, stdout } = bash(commands.replaceAll('drydock check', `node ${join(root, 'dist/cli.cjs')} check`), folder, {});
		assert.deepEqual([code, stdout.split('\n').length], [0, 3]);
	});
});
