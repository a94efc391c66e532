import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { EngineFacts } from '../host/engineFacts.ts';
import { createFactSource } from '../host/factSource.ts';
import { ProjectConfig } from '../host/projectConfig.ts';
import { readText } from '../host/readText.ts';
import { Registry } from '../host/registry.ts';
import { shellCheckFacts } from '../host/shellCheck.ts';
import { workspaceFiles } from '../host/workspaceFiles.ts';
import { type FactSource, LineIndex, type Settings } from '../service/index.ts';
import { NodeEngineRoom } from './engineRoom.ts';
import { NodeHistoryRoom } from './historyRoom.ts';
import type { ConfigurationPlace, FactAccess, ProjectConfiguration, RuleOff, RuleOffPlace, ServerHost } from './host.ts';
import { StepOutputs } from './stepOutputs.ts';

const maxConfigBytes = 1 << 20;

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
	const scripts = new Map<string | undefined, FactSource>();
	/** A workspace that is not trusted starts nothing. */
	const scriptSource = ({ settings: { shellcheckPath: program }, trusted, log }: FactAccess): FactSource => {
		if (!trusted || program === 'off') return {};
		const source = scripts.get(program) ?? shellCheckFacts({ program, onFailure: log });
		scripts.set(program, source);
		return source;
	};
	const outputs = new StepOutputs();
	return {
		name: 'drydock',
		version,
		createFactSource: (uri, access) => ({ ...imageSource(access), ...filesOf(uri), ...scriptSource(access) }),
		projectConfiguration,
		ruleOff: switchOff,
		engineRoom: new NodeEngineRoom(env, outputs),
		historyRoom: new NodeHistoryRoom(env, outputs),
	};
}

/** A document that is not on disk has no files around it. */
function filesOf(uri: string): FactSource {
	const dockerfile = pathOf(uri);
	return dockerfile === undefined ? {} : workspaceFiles({ dockerfile });
}

/** Read anew each time: it is asked for when a document is opened and when something has changed. */
async function projectConfiguration(uri: string, base: Settings, { folder, configFile }: ConfigurationPlace): Promise<ProjectConfiguration | undefined> {
	const path = pathOf(uri);
	if (path === undefined) return undefined;
	const config = new ProjectConfig({ cwd: (folder && pathOf(folder)) ?? dirname(path), file: configFile });
	const { settings, files, problems } = await config.settingsFor(path, base);
	return {
		settings,
		files: files.map(uriOf),
		problems: problems.map(({ file, range, message }) => ({ uri: uriOf(file), range, message })),
	};
}

/** The strongest file of ours is changed; where there is none, one is made in the workspace folder, else beside the document. */
async function switchOff({ uri, files, folder }: RuleOffPlace, rule: string): Promise<RuleOff> {
	const own = files.findLast(file => /\/\.drydock\.ya?ml$/.test(file));
	const place = own ?? `${(folder ?? uri.slice(0, uri.lastIndexOf('/'))).replace(/\/$/, '')}/.drydock.yaml`;
	const path = pathOf(place);
	if (path === undefined) throw new Error('The document is not on a disk: save it in a folder first.');
	const { ruleOff } = await import('../host/ruleOff.ts');
	const text = own ? (await readText(path, maxConfigBytes)).text.replace(/^\uFEFF/, '') : '';
	const change = ruleOff(text, rule);
	if (!change) throw new Error(`${path} cannot be changed as it is. Correct it first, or write ${rule}: off under rules: yourself.`);
	return { uri: place, isNew: !own, range: new LineIndex(text).rangeOf(change), newText: change.newText };
}

function uriOf(path: string): string {
	return pathToFileURL(path).href;
}

export function pathOf(uri: string): string | undefined {
	try {
		return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
	} catch {
		return undefined;
	}
}
