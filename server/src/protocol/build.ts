/** Building an image: what can be chosen, the plan, and the run with its events. */
import type { BuilderInstance } from '../image/builderInstances.ts';
import type { BuildSecret, BuildSsh } from '../image/buildOptions.ts';
import type { TagProposal } from '../image/tagProposals.ts';
import type { Answered } from './files.ts';
import { request } from './message.ts';

export type { BuilderInstance, BuildSecret, BuildSsh, TagProposal };

/** What the document and the project around it say about a build. */
export interface BuildForm {
	/** Absolute path of the folder that is sent to the builder. */
	readonly contextFolder: string;
	/** Absolute paths of folders that could be: the Dockerfile's own first, then those around it up to the workspace folder. */
	readonly contextFolders: readonly string[];
	/** Absolute path. */
	readonly dockerfile: string;
	/** Stages with a name, in order; the last one is built where none is chosen. */
	readonly targets: readonly { readonly name: string; readonly line: number }[];
	/** Global and stage ARGs, each name once. */
	readonly args: readonly { readonly name: string; readonly default: string | undefined; readonly line: number }[];
	/** From `RUN --mount=type=secret`. */
	readonly secrets: readonly SecretMount[];
	/** From `RUN --mount=type=ssh`. */
	readonly ssh: readonly SecretMount[];
	/** `name:version` of the project's manifest, moved on to the next free tag. */
	readonly defaultTag: string;
	/** True if the engine already has the manifest's own tag (the default is another then). */
	readonly tagExists: boolean;
	/** "Docker 29.1", for the title; absent if no engine answered. */
	readonly engine: string | undefined;
	/** A sentence that says what to do, where no engine answered. */
	readonly engineProblem: string | undefined;
}

export interface SecretMount {
	readonly id: string;
	readonly required: boolean;
	readonly line: number;
}

export const buildForm = request<{ readonly uri: string }, BuildForm>('drydock/build/form');

/** What the user chose. Secrets are named, never held. */
export interface BuildChoice {
	readonly uri: string;
	/** Default: the form's. */
	readonly contextFolder?: string;
	readonly tag: string;
	readonly target?: string;
	readonly args?: Readonly<Record<string, string>>;
	/** Each from a file or from an environment variable of the editor, read when the build starts. */
	readonly secrets?: readonly BuildSecret[];
	readonly ssh?: readonly BuildSsh[];
	/** `os/architecture[/variant]`, several with commas between them: they become one index. */
	readonly platform?: string;
	/** Named contexts: a folder, or an address that BuildKit knows. */
	readonly contexts?: Readonly<Record<string, string>>;
	/** Newer base images are asked for. */
	readonly pull?: boolean;
	readonly noCache?: boolean;
	/** An instance of buildx. */
	readonly instance?: string;
	/** Into the registry in place of the engine. */
	readonly push?: boolean;
	/** More tags of the same image. */
	readonly tags?: readonly string[];
	/** Labels that say where the image comes from (`org.opencontainers.image.*`). */
	readonly ociLabels?: boolean;
	/** `keep`: a tag that exists is moved, and the image that has it is kept as `repo:bld-TIME-DIGEST` first. Without it such a build is refused. */
	readonly existing?: 'keep';
}

/** What will be run: an argument list, never a shell string. */
export interface BuildPlan {
	readonly program: string;
	readonly args: readonly string[];
	/** Names of environment variables the build reads. */
	readonly envNames: readonly string[];
	readonly folder: string;
	/** The command as one would type it, for the terminal's first line. Without values of secrets. */
	readonly commandLine: string;
	/** True if the tag belongs to an image already: the build would move it, which is refused unless the image is to be kept. */
	readonly tagTaken: boolean;
	/** The next free tag where `tagTaken`. */
	readonly freeTag: string | undefined;
	/** All tags of the choice that belong to an image already. */
	readonly takenTags: readonly string[];
	/** The same as text for a pipeline: a command of ours, steps of GitHub Actions, a job of GitLab. */
	readonly steps: Readonly<Record<'drydock' | 'github' | 'gitlab', string>>;
}

export const buildPlan = request<BuildChoice, BuildPlan>('drydock/build/plan');

/** Free tags that could follow one: versions after it, the revision, the platform. */
export const proposeTags = request<{ readonly uri: string; readonly tag: string; readonly platform?: string }, readonly TagProposal[]>(
	'drydock/build/proposeTags',
);

/** The instances of buildx; none where the engine has no buildx. */
export const listBuilders = request<null, Answered<{ readonly builders: readonly BuilderInstance[] }>>('drydock/build/builders');

/** What a compose or bake file around a Dockerfile says of it: a choice that can be built as it is. */
export interface ChoiceOfFile {
	readonly name: string;
	/** Absolute path of the folder with the file. */
	readonly folder: string;
	readonly choice: BuildChoice;
}

/** Of the folder of the Dockerfile or those around it. A definition without a tag gets the form's. */
export const choicesOfFiles = request<{ readonly uri: string }, Answered<{ readonly choices: readonly ChoiceOfFile[] }>>('drydock/build/choicesOfFiles');

/** One thing that happened in a build. Sent as `$/progress` values to the token of the request. */
export type BuildEvent =
	/** A step began or ended. `line` is its zero-based line of the Dockerfile, where known. */
	| {
			readonly type: 'step';
			readonly id: string;
			readonly name: string;
			readonly state: 'started' | 'done' | 'cached' | 'failed';
			readonly line?: number;
			readonly seconds?: number;
			readonly number?: number;
			readonly total?: number;
	  }
	/** Bytes that have come so far: of a base image's packed layers, or of the context on its way to the builder. `id` is that of a step, if it is one. */
	| { readonly type: 'transfer'; readonly of: 'image' | 'context'; readonly id: string; readonly bytes: number; readonly total?: number }
	/** Output, as the builder printed it, line by line (no line end). */
	| { readonly type: 'log'; readonly text: string; readonly id?: string }
	| { readonly type: 'warning'; readonly message: string; readonly line?: number }
	| { readonly type: 'error'; readonly message: string; readonly line?: number; readonly endLine?: number };

export interface BuildRunParams extends BuildChoice {
	/** Events go to `$/progress` with this token. */
	readonly token: string | number;
}

/** How a build ended. */
export interface BuildResult {
	readonly outcome: 'built' | 'failed' | 'cancelled';
	/** Tag of the image, where built. */
	readonly reference: string | undefined;
	readonly imageId: string | undefined;
	readonly exitCode: number | undefined;
	readonly seconds: number;
	/** A sentence for the user, where it failed. */
	readonly failure: string | undefined;
	/** Zero-based line of the instruction that failed, where known. */
	readonly line: number | undefined;
}

/** Runs the build; answers when it has ended. `$/cancelRequest` stops the builder. */
export const buildRun = request<BuildRunParams, BuildResult>('drydock/build/run');
