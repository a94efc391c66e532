import type { EngineName } from './engineCommand.ts';
import { asRecord, asText } from './json.ts';

/** An image of the engine got a name: by a build, wherever it was started, or by `tag`. */
export interface TaggedImage {
	readonly reference: string;
	/** With its algorithm. */
	readonly id: string;
}

/** The arguments that let an engine tell of new names, a JSON object in each line, until it is stopped. */
export const imageEventArgs: Readonly<Record<EngineName, readonly string[]>> = {
	docker: ['events', '--filter', 'type=image', '--filter', 'event=tag', '--format', '{{json .}}'],
	// of everything that happens in containerd
	nerdctl: ['events', '--format', '{{json .}}'],
	podman: ['events', '--filter', 'type=image', '--filter', 'event=tag', '--filter', 'event=build', '--format', 'json'],
};

/** An image that got a name. Podman tells of what it built by the id alone, nerdctl by the name alone: then the other has to be asked for. */
export type ImageEvent = TaggedImage | Pick<TaggedImage, 'id'> | Pick<TaggedImage, 'reference'>;

/** A line that the engine prints; `undefined` for anything else. */
export function readImageEvent(line: string): ImageEvent | undefined {
	let event: ReturnType<typeof asRecord>;
	try {
		event = asRecord(JSON.parse(line));
	} catch {
		return undefined;
	}
	if (event.Topic === '/images/create' || event.Topic === '/images/update') return containerdEvent(asText(event.Event));
	const actor = asRecord(event.Actor);
	// Docker has the actor, Podman its own names
	const action = asText(event.Action) ?? asText(event.Status) ?? asText(event.status);
	const id = asText(actor.ID) ?? asText(event.ID) ?? asText(event.id);
	const reference = asText(asRecord(actor.Attributes).name) ?? asText(event.Name);
	if (action === 'build' && reference !== undefined && plainId.test(reference)) return { id: `sha256:${reference}` };
	if (action !== 'tag' || id === undefined || reference === undefined || reference === '') return undefined;
	return { reference, id: plainId.test(id) ? `sha256:${id}` : id };
}

const plainId = /^[0-9a-f]{64}$/;

/** `{"name":"docker.io/library/shop:1"}`; what is named after a digest is containerd's own. */
function containerdEvent(text: string | undefined): ImageEvent | undefined {
	try {
		const name = asText(asRecord(JSON.parse(text ?? '')).name);
		return name === undefined || /^sha256:|@/.test(name) ? undefined : { reference: name.replace(/^docker\.io\/(?:library\/)?/, '') };
	} catch {
		return undefined;
	}
}
