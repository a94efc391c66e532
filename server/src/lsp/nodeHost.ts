import { fileURLToPath } from 'node:url';
import { EngineFacts } from '../host/engineFacts.ts';
import { createFactSource } from '../host/factSource.ts';
import { Registry } from '../host/registry.ts';
import { workspaceFiles } from '../host/workspaceFiles.ts';
import type { FactSource } from '../service/index.ts';
import { NodeEngineRoom } from './engineRoom.ts';
import type { FactAccess, ServerHost } from './host.ts';

/** Files, registries and engines as a Node process reaches them. */
export function nodeHost(version: string, env: NodeJS.ProcessEnv = process.env): ServerHost {
	// Answers about images are shared by all documents, and asked anew where the settings say another way to ask.
	const images = new Map<string, FactSource>();
	const imageSource = ({ settings, trusted, registry }: FactAccess): FactSource => {
		const { mirrors, engine, enginePath } = settings;
		const key = JSON.stringify([registry, trusted, mirrors, engine, enginePath]);
		let source = images.get(key);
		if (!source) {
			const program = enginePath ?? (engine === 'auto' ? 'docker' : engine);
			source = createFactSource({
				...(registry ? { registry: new Registry({ mirrors }) } : {}),
				...(trusted ? { engine: new EngineFacts({ program }) } : {}),
			});
			images.set(key, source);
		}
		return source;
	};
	return {
		name: 'drydock',
		version,
		createFactSource: (uri, access) => ({ ...imageSource(access), ...filesOf(uri) }),
		engineRoom: new NodeEngineRoom(env),
	};
}

/** A document that is not on disk has no files around it. */
function filesOf(uri: string): FactSource {
	const dockerfile = pathOf(uri);
	return dockerfile === undefined ? {} : workspaceFiles({ dockerfile });
}

export function pathOf(uri: string): string | undefined {
	try {
		return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
	} catch {
		return undefined;
	}
}
