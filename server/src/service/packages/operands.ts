import type { InstallForm, PackageManager, PackageSpec, Pin } from '../data/packageManagers/manager.ts';
import type { OptionValue, ShellWord } from '../shell.ts';
import type { Span } from '../text.ts';
import type { FileArgument, InstalledPackage } from './installation.ts';

const expansion = /[$`{]/;

/** Reads operands one after the other: a version may stand behind its package, or in an option for all. */
export class OperandReader {
	readonly packages: OperandPackage[] = [];
	hasUnknown = false;
	readonly #manager: PackageManager;
	readonly #form: InstallForm;
	readonly #isElsewhere: boolean;

	/** `isElsewhere`: something that is not in the command narrows the versions. */
	constructor(manager: PackageManager, form: InstallForm, isElsewhere: boolean) {
		this.#manager = manager;
		this.#form = form;
		this.#isElsewhere = isElsewhere;
	}

	read(operand: OptionValue, isGroup: boolean): void {
		const last = this.packages.at(-1);
		if (last && last.version === undefined && this.#manager.isVersionOf?.(operand.text)) {
			this.packages[this.packages.length - 1] = last.with(operand, this.#pinOf(operand));
			return;
		}
		const spec = this.#form.read(operand.text);
		if (!spec || (isVague(operand, spec.name) && hasOwnName.has(spec.kind))) {
			if (!operand.isKnown) this.hasUnknown = true;
			return;
		}
		const pin = isVague(operand, spec.version) ? 'variable' : spec.pin;
		const narrowed = this.#isElsewhere && (pin === 'none' || pin === 'range') ? 'elsewhere' : pin;
		this.packages.push(new OperandPackage(operand, { ...spec, kind: isGroup ? 'group' : spec.kind, pin: narrowed }));
	}

	/** `gem install a -v 1.2`. */
	versionForAll(version: OptionValue): void {
		for (const [index, one] of this.packages.entries()) {
			if (one.version === undefined && one.kind === 'package') this.packages[index] = one.with(version, this.#pinOf(version));
		}
	}

	#pinOf(version: OptionValue): Pin {
		return isVague(version, { start: 0, end: version.text.length }) ? 'variable' : (this.#manager.pinOf?.(version.text) ?? 'exact');
	}
}

const hasOwnName: ReadonlySet<string> = new Set(['package', 'group', 'capability']);

/** A variable has a say in this part. */
function isVague({ text, isKnown }: OptionValue, part: PackageSpec['version']): boolean {
	return !isKnown && part !== undefined && expansion.test(text.slice(part.start, part.end));
}

/** An operand as a package; places are computed when somebody asks. */
class OperandPackage implements InstalledPackage {
	readonly #operand: OptionValue;
	readonly #spec: PackageSpec;
	/** A version that stands in another word. */
	readonly #apart: OptionValue | undefined;

	constructor(operand: OptionValue, spec: PackageSpec, apart?: OptionValue) {
		this.#operand = operand;
		this.#spec = spec;
		this.#apart = apart;
	}

	with(version: OptionValue, pin: Pin): OperandPackage {
		return new OperandPackage(this.#operand, { ...this.#spec, pin }, version);
	}

	get kind() {
		return this.#spec.kind;
	}

	get text(): string {
		return this.#operand.text;
	}

	get name(): string {
		return this.text.slice(this.#spec.name.start, this.#spec.name.end);
	}

	get version(): string | undefined {
		const { version } = this.#spec;
		return this.#apart?.text ?? (version && this.text.slice(version.start, version.end));
	}

	get pin(): Pin {
		return this.#spec.pin;
	}

	get pinned(): boolean {
		return this.pin !== 'none' && this.pin !== 'range' && this.pin !== 'tag';
	}

	get word(): ShellWord {
		return this.#operand.word;
	}

	get span(): Span {
		return argumentOf(this.#operand).span;
	}

	get nameSpan(): Span {
		return this.#part(this.#spec.name);
	}

	get versionSpan(): Span | undefined {
		if (this.#apart) return argumentOf(this.#apart).span;
		return this.#spec.version && this.#part(this.#spec.version);
	}

	#part({ start, end }: PackageSpec['name']): Span {
		return this.word.part(this.#operand.from + start, this.#operand.from + end);
	}
}

export function argumentOf({ text, word, from }: OptionValue): FileArgument {
	return { text, span: from === 0 ? word.span : word.part(from, from + text.length) };
}
