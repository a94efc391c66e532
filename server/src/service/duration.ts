/** Durations as Go reads them: `1h30m`, `1.5s`, `0`. */
const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const longest = 2 ** 63 / 1e6;

export interface DurationProblem {
	readonly kind: 'no-duration' | 'no-unit' | 'unknown-unit' | 'too-short';
	/** Behind the text, without a full stop. */
	readonly message: string;
}

/** Why BuildKit refuses it; empty is as good as 0. */
export function problemOfDuration(text: string): DurationProblem | undefined {
	const unsigned = text.replace(/^[+-]/, '');
	if (text === '' || unsigned === '0') return undefined;
	let milliseconds = 0;
	const part = /(\d+\.?\d*|\.\d+)?([^\d.]*)/suy;
	while (part.lastIndex < unsigned.length) {
		const [, number, unit = ''] = part.exec(unsigned) ?? [];
		if (number === undefined) return { kind: 'no-duration', message: 'is no duration: write a number with a unit, as in 30s' };
		if (unit === '') return { kind: 'no-unit', message: 'has no unit: write s behind it for seconds' };
		const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
		if (factor === undefined) return { kind: 'unknown-unit', message: `has an unknown unit ${unit}: there are ns, us, ms, s, m and h` };
		milliseconds += Number(number) * factor;
	}
	if (unsigned === '' || milliseconds >= longest) return { kind: 'no-duration', message: 'is no duration' };
	const least = text.startsWith('-') ? -milliseconds : milliseconds;
	return least !== 0 && least < 1 ? { kind: 'too-short', message: 'is less than a millisecond' } : undefined;
}
