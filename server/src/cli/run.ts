/** Which command the first word means. Each is loaded when it is asked for. */
import { nearest } from '../service/suggest.ts';
import type { CommandIo } from './io.ts';
import { version } from './version.ts';

type Command = (args: readonly string[], io: CommandIo) => number | Promise<number>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
	check: async () => (await import('./check.ts')).check,
	fix: async () => (await import('./fix.ts')).fix,
	refactor: async () => (await import('./refactor.ts')).refactor,
	build: async () => (await import('./build.ts')).build,
	builds: async () => (await import('./builds.ts')).builds,
	rollback: async () => (await import('./builds.ts')).rollback,
	layers: async () => (await import('./layers.ts')).layers,
	rules: async () => (await import('./ruleCatalogue.ts')).ruleCatalogue,
	lsp: async () => (await import('./lsp.ts')).lsp,
};

/** The exit code: 0 fine, 1 findings, 2 could not do the work. */
export async function run(args: readonly string[], io: CommandIo): Promise<number> {
	const [name, ...rest] = args;
	if (name === '--version' || name === '-v' || name === 'version') {
		io.stdout(`${version}\n`);
		return 0;
	}
	const ends = rest.indexOf('--');
	const asksHelp = (ends === -1 ? rest : rest.slice(0, ends)).some(argument => argument === '--help' || argument === '-h');
	if (name === '--help' || name === '-h' || name === 'help' || (name !== undefined && Object.hasOwn(commands, name) && asksHelp)) {
		io.stdout((await import('./help.ts')).help);
		return 0;
	}
	if (name === undefined) {
		io.stderr((await import('./help.ts')).help);
		return 2;
	}
	const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (!load) {
		const near = nearest(name, Object.keys(commands));
		io.stderr(
			`There is no ${name.startsWith('-') ? 'option' : 'command'} "${name}". ${near ? `Did you mean ${near}?` : 'drydock --help lists what there is.'}\n`,
		);
		return 2;
	}
	try {
		return await (await load())(rest, io);
	} catch (error) {
		io.stderr(`Drydock failed, which is a mistake of Drydock: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
		return 2;
	}
}
