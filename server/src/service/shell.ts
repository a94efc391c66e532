/** The room of the shell: what instructions run, as commands with places in the file. Only this room knows the parser. */

export { type Arguments, hasOption, type Option, type OptionTable, type OptionValue, readArguments } from './shell/arguments.ts';
export { ShellCache } from './shell/cache.ts';
export type * from './shell/command.ts';
export type { PlacedText } from './shell/placedText.ts';
export { parseScript, scriptsOf } from './shell/scripts.ts';
