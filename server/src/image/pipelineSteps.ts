import type { BuildOptions } from './buildOptions.ts';
import { commonBuildArgs, contextArgs, secretArgs, sshArgs } from './buildOptions.ts';
import { shellText } from './shellText.ts';

/** A build with paths relative to the folder of the project, with slashes. */
export type PipelineBuild = Omit<BuildOptions, 'builder' | 'idFile' | 'metadataFile' | 'instance'>;

/** `drydock build` with the same options. */
export function drydockCommand(build: PipelineBuild): string {
	const { secrets, ssh, contexts, context, push } = build;
	return shellText({}, [
		'drydock',
		'build',
		...commonBuildArgs({ ...build, builder: 'buildx' }),
		...contextArgs(contexts),
		...secretArgs(secrets),
		...sshArgs(ssh),
		...(push ? ['--push'] : []),
		context,
	]);
}

/** Steps of a job of GitHub Actions. Its inputs: github.com/docker/build-push-action, "inputs". */
export function githubSteps(build: PipelineBuild): string {
	const { context, dockerfile, tags = [], target, buildArgs = {}, labels = {}, secrets = [], ssh = [], platform, contexts = {}, pull, noCache } = build;
	const list = (name: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [`    ${name}: |`, ...lines.map(line => `      ${line}`)]);
	return [
		'- uses: docker/setup-buildx-action@v3',
		'- uses: docker/build-push-action@v6',
		'  with:',
		`    context: ${yamlText(context)}`,
		...(dockerfile === undefined ? [] : [`    file: ${yamlText(dockerfile)}`]),
		...list('tags', tags),
		...(target === undefined ? [] : [`    target: ${yamlText(target)}`]),
		...(platform === undefined ? [] : [`    platforms: ${yamlText(platform)}`]),
		...list(
			'build-args',
			Object.entries(buildArgs).map(([name, value]) => (value === undefined ? `${name}=\${{ env.${name} }}` : `${name}=${value}`)),
		),
		...list('build-contexts', pairs(contexts)),
		...list('labels', pairs(labels)),
		...list(
			'secret-envs',
			secrets.flatMap(({ id, env }) => (env === undefined ? [] : [`${id}=${env}`])),
		),
		...list(
			'secret-files',
			secrets.flatMap(({ id, file }) => (file === undefined ? [] : [`${id}=${file}`])),
		),
		...list(
			'ssh',
			ssh.map(({ id, path }) => (path === undefined ? id : `${id}=${path}`)),
		),
		...(pull ? ['    pull: true'] : []),
		...(noCache ? ['    no-cache: true'] : []),
		'    push: true',
		'',
	].join('\n');
}

/** A job of GitLab. */
export function gitlabJob(build: PipelineBuild): string {
	const { secrets, ssh, contexts, context } = build;
	const command = ['docker', 'buildx', 'build', '--push', ...commonBuildArgs({ ...build, builder: 'buildx' }), ...contextArgs(contexts)];
	return [
		'build-image:',
		'  image: docker:29',
		'  services: ["docker:29-dind"]',
		'  script:',
		`    - ${yamlText(shellText({}, [...command, ...secretArgs(secrets), ...sshArgs(ssh), context]))}`,
		'',
	].join('\n');
}

function pairs(map: Readonly<Record<string, string>>): string[] {
	return Object.entries(map).map(([name, value]) => `${name}=${value}`);
}

/** A scalar; quoted where YAML would read something else. */
function yamlText(text: string): string {
	return /^[\w./][\w./,-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null|~|[\d.]*\d[\d.]*)$/i.test(text) ? text : JSON.stringify(text);
}
