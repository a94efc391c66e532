import type { BuildChoice, BuildEvent, BuildForm, BuildPlan, BuildResult, ListImagesResult, OpenImageParams, OpenImageResult } from '../protocol/index.ts';
import type { DockerfileDocument, FactSource, Severity } from '../service/index.ts';
import type { EditorSettings } from './settings.ts';

/** What a document may ask: decided by settings and trust. */
export interface FactAccess {
	readonly settings: EditorSettings;
	readonly trusted: boolean;
	/** Image names may go to a registry now. */
	readonly registry: boolean;
}

/** What a project's own configuration says for a document. */
export interface ProjectConfiguration {
	readonly rules?: Readonly<Record<string, Severity | 'off'>>;
	readonly profile?: 'default' | 'strict';
	readonly trustedRegistries?: readonly string[];
	/** Sentences that name the file and the line. */
	readonly problems: readonly string[];
}

/** What a server can reach beyond its client. The server in Node and the one in a web worker differ in this only. */
export interface ServerHost {
	readonly name: string;
	readonly version: string;
	/** Kinds that cannot or may not be asked are left out. */
	createFactSource(uri: string, access: FactAccess): FactSource;
	/** Reads `.drydock.yaml` and its like. */
	projectConfiguration?(uri: string, configFile: string | undefined): Promise<ProjectConfiguration>;
	/** Builds and images; absent in the web. */
	readonly engineRoom?: EngineRoom;
}

/** What every request of the engine room gets. */
export interface EngineContext {
	readonly settings: EditorSettings;
	readonly trusted: boolean;
	readonly signal: AbortSignal;
	/** The open text of a Dockerfile, or `undefined`. */
	document(uri: string): DockerfileDocument | undefined;
}

/** Builds images and reads their layers. Failures that the user should read are results or errors with a sentence. */
export interface EngineRoom {
	form(uri: string, context: EngineContext): Promise<BuildForm>;
	plan(choice: BuildChoice, context: EngineContext): Promise<BuildPlan>;
	run(choice: BuildChoice, context: EngineContext, onEvent: (event: BuildEvent) => void): Promise<BuildResult>;
	open(params: OpenImageParams, context: EngineContext): Promise<OpenImageResult>;
	list(context: EngineContext): Promise<ListImagesResult>;
}
