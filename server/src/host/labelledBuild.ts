import type { DockerfileDocument } from '../service/document.ts';
import type { BuildRequest } from './build.ts';
import type { Engine } from './engine.ts';
import { ociLabels } from './ociLabels.ts';

/** The request with the labels of the OCI specification. One that is given, or that the file sets itself, is left alone. `folder`: absolute path of the context. */
export async function withOciLabels(request: BuildRequest, doc: DockerfileDocument, folder: string, engine: Engine): Promise<BuildRequest> {
	const labels = await ociLabels({ folder, tag: request.tags?.[0] ?? '', base: await baseOf(doc, request.target, engine), env: engine.env });
	const own = new Set(doc.all('LABEL').flatMap(({ pairs }) => pairs.map(({ key }) => key.text.replace(/^(["'])(.*)\1$/, '$2'))));
	const added = Object.entries(labels).filter(([key]) => !own.has(key));
	return { ...request, labels: { ...Object.fromEntries(added), ...request.labels } };
}

/** The image that the built stage stands on at last. */
async function baseOf(doc: DockerfileDocument, target: string | undefined, engine: Engine): Promise<{ name: string; digest: string | undefined } | undefined> {
	let stage = target === undefined ? doc.stages.at(-1) : doc.stages.find(({ name }) => name === target.toLowerCase());
	while (stage?.base.stage) stage = stage.base.stage;
	const name = stage?.base.image && stage.base.text;
	if (name === undefined) return undefined;
	const [image = name, digest] = name.split('@', 2);
	if (digest !== undefined) return { name: image, digest };
	// where the engine has it by a digest of the registry, that one is used
	const known = await engine.ask(engine.dialect.inspect(name)).catch(() => undefined);
	return { name: image, digest: known?.digests[0]?.split('@')[1] };
}
