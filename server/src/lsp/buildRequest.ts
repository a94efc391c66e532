import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildRequest } from '../host/build.ts';
import { EngineError } from '../host/engine.ts';
import { nameProblem } from '../image/imageName.ts';
import type { BuildChoice } from '../protocol/index.ts';

/** All tags, the first one being the image's name. Throws an `EngineError` for a name that no image can have. */
export function tagsOf({ tag, tags = [] }: BuildChoice): readonly string[] {
	const all = [...new Set([tag, ...tags])];
	for (const name of all) {
		const problem = nameProblem(name);
		if (problem !== undefined) throw new EngineError('refused', problem);
	}
	return all;
}

/** Labels of the OCI specification are added by who runs it. */
export function requestOf(choice: BuildChoice): BuildRequest {
	const dockerfile = pathIn(choice.uri);
	const { contextFolder = dirname(dockerfile), target, args, secrets, ssh, platform, contexts, pull, noCache, instance, push } = choice;
	return {
		context: contextFolder,
		dockerfile,
		tags: tagsOf(choice),
		...(target === undefined ? {} : { target }),
		...(args === undefined ? {} : { buildArgs: args }),
		...(secrets === undefined ? {} : { secrets }),
		...(ssh === undefined ? {} : { ssh }),
		...(platform === undefined ? {} : { platform }),
		...(contexts === undefined ? {} : { contexts }),
		...(instance === undefined ? {} : { instance }),
		...(pull ? { pull } : {}),
		...(noCache ? { noCache } : {}),
		...(push ? { push } : {}),
	};
}

/** Path of a document on disk. */
export function pathIn(uri: string): string {
	if (!uri.startsWith('file:')) throw new EngineError('refused', 'Only a file on disk can be built. Save the Dockerfile first.');
	return fileURLToPath(uri);
}
