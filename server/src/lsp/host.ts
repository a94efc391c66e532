import type {
	Answered,
	BuildChoice,
	BuildEvent,
	BuilderInstance,
	BuildForm,
	BuildPlan,
	BuildRecord,
	BuildResult,
	CacheForecast,
	CacheMiss,
	ChoiceOfFile,
	FileLife,
	FileList,
	ImageComparison,
	ImageFinding,
	ImageHandle,
	ImageSummary,
	IndexProgress,
	ListBuildsParams,
	ListedBuild,
	ListFilesParams,
	ListImagesResult,
	OpenImageParams,
	OpenImageResult,
	PushParams,
	PushPlan,
	ReadFileParams,
	TaggedImage,
	TagImageParams,
	TagProposal,
} from '../protocol/index.ts';
import type { DockerfileDocument, FactSource, Range, Settings } from '../service/index.ts';
import type { EditorSettings } from './settings.ts';

/** What a document may ask: decided by settings and trust. */
export interface FactAccess {
	readonly settings: EditorSettings;
	readonly trusted: boolean;
	/** Image names may go to a registry now. */
	readonly registry: boolean;
	/** For a sentence that somebody who looks for a reason should find. */
	readonly log: (message: string) => void;
}

/** What a project's own configuration makes of the editor's settings. */
export interface ProjectConfiguration {
	readonly settings: Settings;
	/** URIs of the files that hold for the document. */
	readonly files: readonly string[];
	readonly problems: readonly ConfigurationProblem[];
}

export interface ConfigurationProblem {
	readonly uri: string;
	/** `undefined`: the file cannot be read. */
	readonly range: Range | undefined;
	/** A sentence that says what to do. */
	readonly message: string;
}

export interface RuleOffPlace {
	/** The document in whose project the rule shall be off. */
	readonly uri: string;
	/** URIs of the configuration files that hold for it, the strongest last. */
	readonly files: readonly string[];
	/** The workspace folder that it is in, if it is in one: where a new file is made. */
	readonly folder: string | undefined;
}

export interface RuleOff {
	readonly uri: string;
	/** The file is not there yet. */
	readonly isNew: boolean;
	readonly range: Range;
	readonly newText: string;
}

export interface ConfigurationPlace {
	/** The workspace folder that the document is in, if it is in one. */
	readonly folder: string | undefined;
	/** A file to use in place of those that would be found. */
	readonly configFile: string | undefined;
}

/** What a server can reach beyond its client. The server in Node and the one in a web worker differ in this only. */
export interface ServerHost {
	readonly name: string;
	readonly version: string;
	/** Kinds that cannot or may not be asked are left out. */
	createFactSource(uri: string, access: FactAccess): FactSource;
	/** Reads `.drydock.yaml` and its like; what they say wins over `base`. `undefined` for a document that is in no folder. */
	projectConfiguration?(uri: string, base: Settings, place: ConfigurationPlace): Promise<ProjectConfiguration | undefined>;
	/** What switches a rule off in the configuration of the project; absent where no file can be read. Rejects with a sentence. */
	ruleOff?(place: RuleOffPlace, rule: string): Promise<RuleOff>;
	/** Builds and images; absent in the web. */
	readonly engineRoom?: EngineRoom;
	/** Earlier builds; absent in the web. */
	readonly historyRoom?: HistoryRoom;
}

/** What every request of the engine room gets. */
export interface EngineContext {
	readonly settings: EditorSettings;
	readonly trusted: boolean;
	readonly signal: AbortSignal;
	/** The open text of a Dockerfile, or `undefined`. */
	document(uri: string): DockerfileDocument | undefined;
	/** URIs of the workspace folders. */
	readonly folders: readonly string[];
}

/** Builds images and reads their layers. Failures that the user should read are results or errors with a sentence. */
export interface EngineRoom {
	form(uri: string, context: EngineContext): Promise<BuildForm>;
	plan(choice: BuildChoice, context: EngineContext): Promise<BuildPlan>;
	proposeTags(uri: string, tag: string, platform: string | undefined, context: EngineContext): Promise<readonly TagProposal[]>;
	builders(context: EngineContext): Promise<Answered<{ readonly builders: readonly BuilderInstance[] }>>;
	choicesOfFiles(uri: string, context: EngineContext): Promise<Answered<{ readonly choices: readonly ChoiceOfFile[] }>>;
	run(choice: BuildChoice, context: EngineContext, onEvent: (event: BuildEvent) => void): Promise<BuildResult>;
	open(params: OpenImageParams, context: EngineContext): Promise<OpenImageResult>;
	list(context: EngineContext): Promise<ListImagesResult>;
	watch(context: EngineContext, onTagged: (image: TaggedImage) => void): Promise<{ readonly failure?: string }>;
	/** The files of images that are open. */
	readonly images: OpenImages;
	readonly publishing: Publishing;
}

/** Names for images, here and in a registry. See protocol/build.ts. */
export interface Publishing {
	tag(params: TagImageParams, context: EngineContext): Promise<Answered<{ readonly kept: string | undefined }>>;
	plan(image: string, context: EngineContext): Promise<Answered<PushPlan>>;
	push(params: PushParams, context: EngineContext, onLine: (line: string) => void): Promise<Answered<{ readonly digest: string | undefined }>>;
}

/** See protocol/files.ts. */
export interface OpenImages {
	close(image: ImageHandle): void;
	index(image: ImageHandle, signal: AbortSignal, onProgress: (progress: IndexProgress) => void): Promise<Answered<ImageSummary>>;
	list(params: ListFilesParams, signal: AbortSignal): Promise<Answered<FileList>>;
	life(image: ImageHandle, path: string, signal: AbortSignal): Promise<Answered<FileLife>>;
	read(params: ReadFileParams, signal: AbortSignal): Promise<Answered<{ readonly content: string }>>;
	findings(image: ImageHandle, signal: AbortSignal): Promise<Answered<{ readonly findings: readonly ImageFinding[] }>>;
	compare(before: ImageHandle, image: ImageHandle, signal: AbortSignal): Promise<Answered<{ readonly comparison: ImageComparison }>>;
	whatIfMerged(image: ImageHandle, from: number, to: number, signal: AbortSignal): Promise<Answered<{ readonly saves: number }>>;
}

/** See protocol/history.ts. */
export interface HistoryRoom {
	list(params: ListBuildsParams, context: EngineContext): Promise<readonly ListedBuild[]>;
	read(id: string): Promise<Answered<{ readonly build: BuildRecord }>>;
	rollBack(id: string, tag: string, context: EngineContext): Promise<Answered<{ readonly kept: string | undefined }>>;
	remove(id: string, image: boolean, context: EngineContext): Promise<Answered<{ readonly removed: true }>>;
	stepOutput(id: string, step: number): Promise<Answered<{ readonly text: string }>>;
	whyNotCached(id: string): Promise<Answered<{ readonly misses: readonly CacheMiss[] }>>;
	forecast(uri: string, context: EngineContext): Promise<CacheForecast | null>;
}
