/** The types of the library. Nothing here has behaviour. */
import type { DockerfileDocument } from './document.ts';
import type { LabelType } from './labelTypes.ts';
import type { ShellCheckComment } from './shellCheck.ts';
import type { Span } from './text.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';
export type Category = 'pinning' | 'stages' | 'cache' | 'secrets' | 'users' | 'files' | 'metadata' | 'syntax' | 'packages' | 'style';

/** `safe`: the built image means the same (class E of a refactoring). `review`: a person must look. */
export type Safety = 'safe' | 'review';

export interface Edit extends Span {
	readonly newText: string;
}

/** What an action does: edits of this document, and of other files named relative to the document's folder. */
export interface Change {
	readonly edits: readonly Edit[];
	readonly files?: readonly FileChange[];
	/** A rule that the configuration of the project shall switch off; where that stands a host knows. */
	readonly ruleOff?: string;
}

/** `append` adds whole lines to a file and makes it if need be. */
export interface FileChange {
	readonly path: string;
	readonly append: string;
}

export type ActionKind = 'quickfix' | 'refactor.rewrite' | 'refactor.extract' | 'refactor.move';

/** A quick fix or a refactoring. `edits` runs only when chosen; it may ask facts, and answers `undefined` if it cannot be done. */
export interface Action {
	readonly id: string;
	/** Imperative: "Pin nginx to its digest". */
	readonly title: string;
	readonly kind: ActionKind;
	readonly safety: Safety;
	/** Why it is not safe, or what to know before taking it. */
	readonly why?: string;
	readonly preferred?: boolean;
	/** Values only a person knows; never applied by the command line. */
	readonly needsInput?: boolean;
	edits(facts: Facts): Change | undefined;
}

/** A refactoring that is shown greyed, with the reason. */
export interface Disabled {
	readonly disabled: string;
	readonly id: string;
	readonly title: string;
}

export interface Related {
	readonly span: Span;
	readonly message: string;
}

/** What a rule says about a place. */
export interface Problem {
	readonly span: Span;
	/** A sentence about this place, with a full stop. */
	readonly message: string;
	/** Lower than the rule's own where the place deserves it. */
	readonly severity?: Severity;
	/** Ids of other tools that would flag this very place; default: all of the rule. */
	readonly aliases?: readonly string[];
	readonly actions?: readonly Action[];
	readonly related?: readonly Related[];
	readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

export interface Example {
	readonly bad: string;
	/** What the safe fixes make of it, or how it should look. */
	readonly good: string;
	readonly facts?: FactTable;
	/** What the project has to say for it. */
	readonly settings?: Partial<Settings>;
}

export interface RuleContext {
	readonly doc: DockerfileDocument;
	readonly facts: Facts;
	readonly settings: Settings;
}

export interface Rule {
	/** Named after the defect; reads well after "allow". Never renamed, never reused. */
	readonly id: string;
	/** Other tools' ids for the same thing. */
	readonly aliases: readonly string[];
	readonly category: Category;
	/** Default severity; 'off' rules run only when asked for. */
	readonly severity: Severity | 'off';
	/** Severity under `profile: strict`, if it differs. */
	readonly strict?: Severity;
	/** A phrase, no full stop. */
	readonly title: string;
	/** What goes wrong, with the source of the claim. Markdown. */
	readonly why: string;
	/** Why the default severity is what it is. */
	readonly defaultBecause?: string;
	readonly examples: readonly Example[];
	check(context: RuleContext): Iterable<Problem>;
}

/** A problem with its rule and the severity that settings gave it. */
export interface Finding {
	readonly rule: Rule;
	readonly severity: Severity;
	readonly span: Span;
	readonly message: string;
	readonly aliases: readonly string[];
	readonly actions: readonly Action[];
	readonly related: readonly Related[];
	readonly tags: readonly ('unnecessary' | 'deprecated')[];
	/** The comment that silences it. */
	readonly suppressedBy: Span | undefined;
}

export interface Crash {
	readonly rule: string;
	readonly message: string;
}

export interface Report {
	readonly findings: readonly Finding[];
	readonly crashes: readonly Crash[];
	/** Facts that were asked for and are not known. */
	readonly unanswered: readonly Ask[];
	/** What each rule gave, for the next look at the same document. */
	readonly byRule: ReadonlyMap<Rule, RuleReport>;
}

export interface RuleReport {
	readonly findings: readonly Finding[];
	readonly crash: Crash | undefined;
	readonly unanswered: readonly Ask[];
}

export interface Refactoring {
	readonly id: string;
	readonly title: string;
	/** What can be done at this place: an action, the reason why not, or nothing at all to say. */
	offer(context: RuleContext & { readonly at: Span }): readonly (Action | Disabled)[];
}

// ---- settings

export interface Settings {
	readonly rules: Readonly<Record<string, Severity | 'off'>>;
	readonly profile: 'default' | 'strict';
	readonly trustedRegistries: readonly string[];
	/** Labels that images of the project have, with the form of their values. */
	readonly labels: Readonly<Record<string, LabelType>>;
	/** No labels but those. */
	readonly strictLabels: boolean;
	/** Also run rules that are off by default. */
	readonly all: boolean;
	/** Honour suppression comments. */
	readonly inlineIgnores: boolean;
}

export const defaultSettings: Settings = {
	rules: {},
	profile: 'default',
	trustedRegistries: [],
	labels: {},
	strictLabels: false,
	all: false,
	inlineIgnores: true,
};

// ---- facts

/** Everything that can be asked about the world: the kind of question, and what an answer looks like. Keys are strings. */
export interface FactKinds {
	/** Key: an image reference with a tag (`docker.io/library/node:22`). */
	imageDigest: ImageDigest;
	/** Key: a repository (`docker.io/library/node`). The tags, unordered. */
	imageTags: readonly string[];
	/** Key: a path relative to the build context, `/`-separated. The text of a file, at most 1 MiB. */
	contextFile: string;
	/** Key: a folder relative to the build context ('' is the root). Names in it; folders end in `/`. */
	contextFolder: readonly string[];
	/** Key: a path relative to the folder of the Dockerfile (`Dockerfile.dockerignore`). */
	siblingFile: string;
	/** Key: see `shellCheckKey`. What ShellCheck says about a script. */
	shellcheck: readonly ShellCheckComment[];
}

export interface ImageDigest {
	/** Of the index or manifest list where there is one: `sha256:...`. */
	readonly digest: string;
	/** Who said so: a registry host or a local engine. */
	readonly source: string;
}

export type FactKind = keyof FactKinds;

export interface Ask {
	readonly kind: FactKind;
	readonly key: string;
}

/** `undefined`: nobody knows yet. `null`: asked and there is none. */
export type Answer<K extends FactKind> = FactKinds[K] | null | undefined;

/** What a rule sees of the world. Asking is remembered. */
export interface Facts {
	get<K extends FactKind>(kind: K, key: string): Answer<K>;
}

/** A literal of facts, for tests and caches. */
export type FactTable = { readonly [K in FactKind]?: Readonly<Record<string, FactKinds[K] | null>> };

/** Finds out. A kind that is left out is never asked (offline, untrusted, web). Errors mean "not known". */
export type FactSource = { readonly [K in FactKind]?: (key: string, signal?: AbortSignalLike) => Promise<FactKinds[K] | null | undefined> };

/** As much of AbortSignal as a library without DOM types can name. */
export interface AbortSignalLike {
	readonly aborted: boolean;
}
