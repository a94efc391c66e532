import type { BuildRecord, CacheForecast, CacheMiss, CacheSaving, ListedBuild, StepRecord } from '../../../server/src/protocol/history.ts';
import { formatSize } from '../../../server/src/protocol/size.ts';
import { codeBlock, escapeMarkdown, plural } from '../layers/words.ts';

/** Texts of a line in the view of builds. */
export interface BuildText {
	readonly label: string;
	readonly description: string;
	/** Markdown. */
	readonly tooltip: string;
	/** The same as words, for those who hear it. */
	readonly spoken: string;
}

export function buildText(build: ListedBuild, now: number): BuildText {
	const { outcome, seconds, size, present } = build;
	const label = build.tags[0] ?? build.choice.tag;
	const parts = [ago(Date.parse(build.started), now), ...(outcome === 'built' ? [] : [outcome]), duration(seconds)];
	if (size !== undefined) parts.push(formatSize(size));
	if (present === false) parts.push('image gone');
	return { label, description: parts.join(' · '), tooltip: tooltip(build), spoken: [label, ...parts].join(', ') };
}

function tooltip({ started, outcome, seconds, size, imageId, engine, tags, choice, dockerfile, present, failure }: ListedBuild): string {
	const facts = [
		`${new Date(started).toLocaleString()}, ${outcome} in ${duration(seconds)} by ${engine}`,
		...tags.slice(1).map(tag => `also ${tag}`),
		...(size === undefined ? [] : [formatSize(size)]),
		...(imageId === undefined ? [] : [imageId]),
		dockerfile,
		`context ${choice.contextFolder}`,
		...(choice.target === undefined ? [] : [`stage ${choice.target}`]),
		...(choice.platform === undefined ? [] : [`platform ${choice.platform}`]),
		...(choice.noCache === true ? ['without the cache'] : []),
		...(choice.argNames.length === 0 ? [] : [`arguments ${choice.argNames.join(', ')}`]),
		...(choice.secrets ?? []).map(({ id }) => `secret ${id}`),
		...(present === false ? ['the engine does not have the image any more'] : []),
	];
	const list = facts.map(fact => `- ${escapeMarkdown(fact)}`).join('\n');
	return failure === undefined ? list : `${list}\n\n${codeBlock(failure)}`;
}

/** A step of a build: how long it took, or that it came from the cache. */
export function stepText({ text, line, seconds, outcome, platform, pulledBytes }: StepRecord): BuildText {
	const ended = outcome === 'cached' ? 'cached' : outcome === 'done' ? duration(seconds ?? 0) : outcome;
	const label = [ended, ...(pulledBytes === undefined ? [] : [`${formatSize(pulledBytes)} fetched`]), ...(platform === undefined ? [] : [platform])].join(
		' · ',
	);
	const [first = ''] = text.split('\n');
	const instruction = first.replace(/\s+/g, ' ').trim();
	return {
		label,
		description: `${line === undefined ? '' : `${line + 1}: `}${instruction}`,
		tooltip: codeBlock(text),
		spoken: [instruction, label, ...(line === undefined ? [] : [`line ${line + 1}`])].join(', '),
	};
}

/** Why a step ran although a build before it had run it. */
export function missText({ line, text, reason, inputs }: CacheMiss): BuildText {
	const changed = inputs.length === 0 ? '' : `\n\n${inputs.map(input => `- ${escapeMarkdown(input)}`).join('\n')}`;
	return {
		label: `Line ${line + 1} ran`,
		description: reason,
		tooltip: `${codeBlock(text)}\n\n${escapeMarkdown(reason)}${changed}`,
		spoken: [`Line ${line + 1} ran: ${reason}`, ...inputs].join(' '),
	};
}

/** "re-runs lines 7-12, about 48 s" */
export function forecastText({ lines, seconds }: Pick<CacheForecast, 'lines' | 'seconds'>): string {
	const time = seconds >= 1 ? `, about ${duration(seconds)}` : '';
	const [first = 0] = lines;
	const last = lines.at(-1) ?? first;
	return `re-runs ${first === last ? `line ${first + 1}` : `lines ${first + 1}-${last + 1}`}${time}`;
}

/** "Moving the COPY of line 3 lower would save about 48 s each time such files change" */
export function savingText({ line, seconds, atMost }: CacheSaving): string {
	return `Moving the COPY of line ${line + 1} lower would save ${atMost ? 'up to' : 'about'} ${duration(seconds)} each time such files change`;
}

/** "0.4 s", "48 s", "2 min 5 s", "1 h 12 min" */
export function duration(seconds: number): string {
	if (seconds < 10) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	if (whole < 60) return `${whole} s`;
	if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
	return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Milliseconds of both. */
export function ago(then: number, now: number): string {
	const minutes = Math.floor((now - then) / 60_000);
	if (minutes < 1) return 'just now';
	if (minutes < 60) return `${plural(minutes, 'minute')} ago`;
	if (minutes < 24 * 60) return `${plural(Math.floor(minutes / 60), 'hour')} ago`;
	const days = Math.floor(minutes / 60 / 24);
	return days < 30 ? `${plural(days, 'day')} ago` : new Date(then).toISOString().slice(0, 10);
}

/** What differs between the settings of two builds, a line for each. */
export function choiceLines({ choice, engine }: Pick<BuildRecord, 'choice' | 'engine'>): string[] {
	const lines = [`engine: ${engine}`, `tag: ${choice.tag}`, `context: ${choice.contextFolder}`];
	if (choice.target !== undefined) lines.push(`stage: ${choice.target}`);
	if (choice.platform !== undefined) lines.push(`platform: ${choice.platform}`);
	if (choice.noCache === true) lines.push('cache: none');
	lines.push(...choice.argNames.map(name => `argument: ${name}`));
	lines.push(...(choice.secrets ?? []).map(({ id, file, env }) => `secret: ${id} from ${file ?? `$${env}`}`));
	return lines;
}
