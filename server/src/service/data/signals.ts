/** The signals that BuildKit knows by name (moby/sys/signal on Linux), without SIG. */
const named = [
	'ABRT',
	'ALRM',
	'BUS',
	'CHLD',
	'CLD',
	'CONT',
	'FPE',
	'HUP',
	'ILL',
	'INT',
	'IO',
	'IOT',
	'KILL',
	'PIPE',
	'POLL',
	'PROF',
	'PWR',
	'QUIT',
	'SEGV',
	'STKFLT',
	'STOP',
	'SYS',
	'TERM',
	'TRAP',
	'TSTP',
	'TTIN',
	'TTOU',
	'URG',
	'USR1',
	'USR2',
	'VTALRM',
	'WINCH',
	'XCPU',
	'XFSZ',
];

const upTo = (prefix: string, last: number) => Array.from({ length: last }, (_, index) => `${prefix}${index + 1}`);

/** Real-time signals are counted from both ends; the halves overlap in none. */
export const signalNames: ReadonlySet<string> = new Set([...named, 'RTMIN', ...upTo('RTMIN+', 15), 'RTMAX', ...upTo('RTMAX-', 14)]);

/** By name in any case, with or without SIG, or by any number but 0. */
export function isSignal(text: string): boolean {
	if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0 && Math.abs(Number(text)) < 2 ** 63;
	return signalNames.has(text.toUpperCase().replace(/^SIG/, ''));
}
