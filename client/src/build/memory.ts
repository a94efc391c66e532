import type * as vscode from 'vscode';
import type { FormChoice } from './choice.ts';

/** What is kept of a build: never the values of build arguments, which may be anything. Secrets are file names and names of variables. */
export type RememberedBuild = Omit<FormChoice, 'args' | 'existing' | 'tags'> & {
	/** The build had arguments, which are asked for again. */
	readonly hadArgs: boolean;
};

const choicesKey = 'drydock.build.choices';
const lastKey = 'drydock.build.last';

/** The last choice for each Dockerfile of the workspace. */
export class BuildMemory {
	readonly #state: vscode.Memento;

	constructor(state: vscode.Memento) {
		this.#state = state;
	}

	of(uri: string): RememberedBuild | undefined {
		return this.#all()[uri];
	}

	/** The build that was started last. */
	last(): RememberedBuild | undefined {
		const uri = this.#state.get<string>(lastKey);
		return uri === undefined ? undefined : this.of(uri);
	}

	async keep({ args, existing: _existing, tags: _tags, ...choice }: FormChoice): Promise<void> {
		const kept: RememberedBuild = { ...choice, hadArgs: args !== undefined && Object.keys(args).length > 0 };
		await this.#state.update(choicesKey, { ...this.#all(), [choice.uri]: kept });
		await this.#state.update(lastKey, choice.uri);
	}

	#all(): Readonly<Record<string, RememberedBuild>> {
		return this.#state.get<Record<string, RememberedBuild>>(choicesKey, {});
	}
}
