import { relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BuildRequest } from '../host/build.ts';
import type { FoundDefinition } from '../host/buildDefinitions.ts';
import { nameProblem } from '../image/imageName.ts';
import { drydockCommand, githubSteps, gitlabJob, type PipelineBuild } from '../image/pipelineSteps.ts';
import type { BuildPlan, ChoiceOfFile } from '../protocol/index.ts';

/** The folder itself and those around it, up to the workspace folder that it is in. */
export function foldersAround(folder: string, workspace: readonly string[]): readonly string[] {
	const roots = workspace.flatMap(uri => (uri.startsWith('file:') ? [fileURLToPath(uri)] : []));
	const root = roots.filter(path => folder === path || folder.startsWith(path.endsWith(sep) ? path : path + sep)).sort((a, b) => a.length - b.length)[0];
	if (root === undefined) return [folder];
	const folders = [folder];
	for (let at = folder; at !== root; folders.push(at)) at = resolve(at, '..');
	return folders;
}

/** None for a definition that has no Dockerfile on this disk. `wanted`: the tag of one that names none. */
export function choiceOf(definition: FoundDefinition, wanted: string): ChoiceOfFile[] {
	const { name, folder, context, dockerfile, args, labels: _labels, secrets, ssh, contexts, platforms, target, noCache, pull } = definition;
	if (dockerfile === undefined) return [];
	const [tag = wanted, ...tags] = definition.tags.filter(each => nameProblem(each) === undefined);
	return [
		{
			name,
			folder,
			choice: {
				uri: pathToFileURL(dockerfile).href,
				contextFolder: context,
				tag,
				...(tags.length === 0 ? {} : { tags }),
				...(target === undefined ? {} : { target }),
				...(Object.keys(args).length === 0 ? {} : { args }),
				...(secrets.length === 0 ? {} : { secrets }),
				...(ssh.length === 0 ? {} : { ssh }),
				...(Object.keys(contexts).length === 0 ? {} : { contexts }),
				...(platforms.length === 0 ? {} : { platform: platforms.join(',') }),
				...(noCache ? { noCache } : {}),
				...(pull ? { pull } : {}),
			},
		},
	];
}

/** Paths as they are in a checkout, seen from the context. */
export function pipelineSteps({ instance: _instance, ...request }: BuildRequest): BuildPlan['steps'] {
	const { context, dockerfile } = request;
	const within = (path: string): string => relative(context, path).split(sep).join('/');
	const build: PipelineBuild = { ...request, context: '.', ...(dockerfile === undefined ? {} : { dockerfile: within(dockerfile) }) };
	return { drydock: drydockCommand(build), github: githubSteps(build), gitlab: gitlabJob(build) };
}
