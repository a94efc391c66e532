import type * as vscode from 'vscode';
import type { BuildChoice } from '../../../server/src/protocol/build.ts';

/** What is kept of a build: never the values of build arguments, which may be anything. Secrets are file names and names of variables. */
export type RememberedBuild = Pick<BuildChoice, 'uri' | 'tag' | 'target' | 'secrets'> & {
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

	async keep({ uri, tag, target, secrets, args }: BuildChoice): Promise<void> {
		const kept: RememberedBuild = {
			uri,
			tag,
			...(target === undefined ? {} : { target }),
			...(secrets === undefined ? {} : { secrets }),
			hadArgs: args !== undefined && Object.keys(args).length > 0,
		};
		await this.#state.update(choicesKey, { ...this.#all(), [uri]: kept });
		await this.#state.update(lastKey, uri);
	}

	#all(): Readonly<Record<string, RememberedBuild>> {
		return this.#state.get<Record<string, RememberedBuild>>(choicesKey, {});
	}
}
