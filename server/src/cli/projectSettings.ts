/** The settings of each Dockerfile: what the command line says, above what the project's files say. */
import { isAbsolute, join, relative, sep } from 'node:path';
import { type ConfigProblem, problemText } from '../host/configLayer.ts';
import { type FoundSettings, ProjectConfig } from '../host/projectConfig.ts';
import { defaultSettings, type Settings } from '../service/types.ts';
import { type CommonValues, givenSettings } from './commonOptions.ts';
import type { Input } from './inputs.ts';
import type { CommandIo } from './io.ts';
import { printable } from './text.ts';
import { UsageError } from './usageError.ts';

export class ProjectSettings {
	readonly #problems = new Map<string, ConfigProblem>();
	readonly #config: ProjectConfig;
	readonly #above: Partial<Settings>;
	readonly #io: CommandIo;

	private constructor(values: CommonValues, io: CommandIo) {
		this.#above = givenSettings(values);
		this.#config = new ProjectConfig({ cwd: io.cwd, file: values.config });
		this.#io = io;
	}

	/** Throws a UsageError if the file that was named cannot be used: whoever names one wants nothing done without it. */
	static async of(values: CommonValues, io: CommandIo): Promise<ProjectSettings> {
		const settings = new ProjectSettings(values, io);
		const broken = (await settings.#config.problemsOfNamed()).filter(problem => problem.broken);
		if (broken.length > 0) throw new UsageError(broken.map(problem => settings.textOf(problem)).join('\n'));
		return settings;
	}

	/** What is wrong with the project's files is said at once. */
	async for({ place }: Pick<Input, 'place'>): Promise<FoundSettings> {
		const found = await this.#config.settingsFor(place ?? join(this.#io.cwd, 'Dockerfile'), defaultSettings, this.#above);
		this.report(found.problems);
		return found;
	}

	/** Each problem is said once, however many Dockerfiles the file holds for. */
	report(problems: readonly ConfigProblem[]): void {
		for (const problem of problems) {
			const text = this.textOf(problem);
			if (this.#problems.has(text)) continue;
			this.#problems.set(text, problem);
			this.#io.stderr(`${text}\n`);
		}
	}

	get problems(): readonly ConfigProblem[] {
		return [...this.#problems.values()];
	}

	textOf(problem: ConfigProblem): string {
		return printable(problemText(this.shown(problem.file), problem));
	}

	/** Files below the current folder are named from there. */
	shown(file: string): string {
		const path = relative(this.#io.cwd, file);
		return path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? file : path;
	}
}
