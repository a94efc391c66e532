import type { Command, Dialect, Part, Pipeline, Script, ShellError } from './command.ts';
import { PlacedCommand } from './placedCommand.ts';
import { type PlacedText, TextWithin } from './placedText.ts';
import type { GivenScript, RawPart, RawPipeline, RawScript } from './raw.ts';

export interface ScriptPlace {
	readonly form: 'shell' | 'exec';
	readonly dialect: Dialect | undefined;
	readonly shell: readonly string[];
	readonly text: PlacedText;
	readonly within?: Command;
}

/** What a shell text gave, in its place in the file. */
export class PlacedScript implements Script {
	readonly form: 'shell' | 'exec';
	readonly dialect: Dialect | undefined;
	readonly shell: readonly string[];
	readonly text: PlacedText;
	readonly within: Command | undefined;
	readonly #raw: RawScript;
	#own: readonly PlacedCommand[] | undefined;
	#commands: readonly Command[] | undefined;

	constructor(raw: RawScript, { form, dialect, shell, text, within }: ScriptPlace) {
		this.form = form;
		this.dialect = dialect;
		this.shell = shell;
		this.text = text;
		this.within = within;
		this.#raw = raw;
	}

	/** The commands without those of scripts within. */
	get own(): readonly PlacedCommand[] {
		this.#own ??= this.#raw.commands.map(raw => new PlacedCommand(raw, this));
		return this.#own;
	}

	get commands(): readonly Command[] {
		this.#commands ??= this.#raw.commands.some(({ given }) => given) ? this.own.flatMap(withScript) : this.own;
		return this.#commands;
	}

	get topLevel(): readonly Part[] {
		return this.#raw.topLevel.map(part => this.#part(part));
	}

	get pipelines(): readonly Pipeline[] {
		return [...this.#raw.pipelines.map(pipeline => this.#pipeline(pipeline)), ...this.#inner.flatMap(script => script.pipelines)];
	}

	get errors(): readonly ShellError[] {
		const errors = this.#raw.errors.map(({ message, at }) => ({ message, span: this.text.span(at, Math.min(at + 1, this.text.text.length)) }));
		return [...errors, ...this.#inner.flatMap(script => script.errors)];
	}

	get #inner(): Script[] {
		return this.own.flatMap(({ script }) => script ?? []);
	}

	/** The script that a command of this one is given. */
	scriptWithin({ dialect, text, script }: GivenScript, command: PlacedCommand): Script {
		return new PlacedScript(script, { form: 'shell', dialect, shell: [], text: new TextWithin(text, this.text), within: command });
	}

	#part({ operator, start, end, isCommand, first, last }: RawPart): Part {
		const commands = this.own.slice(first, last);
		return {
			operator,
			at: { start, end },
			span: this.text.span(start, end),
			command: isCommand ? commands[0] : undefined,
			commands: commands.flatMap(withScript),
		};
	}

	#pipeline({ members, operators, start, end }: RawPipeline): Pipeline {
		return {
			members: members.map(index => (index === undefined ? undefined : this.own[index])),
			operators,
			at: { start, end },
			span: this.text.span(start, end),
		};
	}
}

function withScript(command: PlacedCommand): readonly Command[] {
	return command.script ? [command, ...command.script.commands] : [command];
}
