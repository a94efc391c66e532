import type { BuildEvent as HostEvent } from '../host/build.ts';
import type { BuildEvent } from '../protocol/index.ts';
import type { DockerfileDocument } from '../service/index.ts';
import type { Step } from '../service/steps.ts';

/** Turns the builder's events into those of the protocol, with lines where a step's text leads to one. */
export class EventReader {
	readonly #lines = new Map<string, number>();
	#running: { readonly id: string; readonly number: number } | undefined;

	constructor(doc: DockerfileDocument, steps: readonly Step[]) {
		// Two equal instructions cannot be told apart by what the builder prints, unless their stage is named.
		for (const stage of doc.stages) {
			const own = steps.filter(step => stage.from.line <= step.startLine && step.startLine <= (stage.instructions.at(-1) ?? stage.from).line);
			for (const step of own) this.#lines.set(key(stage.name ?? `stage-${stage.index}`, step.text), step.startLine);
		}
		for (const step of steps.toReversed()) this.#lines.set(key(undefined, step.text), step.startLine);
	}

	read(event: HostEvent): BuildEvent[] {
		return [...this.#ended(event), ...this.#read(event)];
	}

	/** Builders without BuildKit go instruction by instruction and do not say that one is done: the next one says it. */
	#ended(event: HostEvent): BuildEvent[] {
		const running = this.#running;
		if (event.kind === 'step' && event.vertex === undefined) this.#running = { id: idOf(event), number: event.number };
		else if (event.kind === 'stepDone' && event.number === running?.number) this.#running = undefined;
		else if (event.kind !== 'done') return [];
		return running !== undefined && event.kind !== 'stepDone' ? [{ type: 'step', name: '', state: 'done', ...running }] : [];
	}

	#read(event: HostEvent): BuildEvent[] {
		switch (event.kind) {
			case 'step': {
				const line = this.#lines.get(key(event.stage, event.text)) ?? this.#lines.get(key(undefined, event.text));
				return [
					{
						type: 'step',
						id: idOf(event),
						name: event.text,
						state: 'started',
						number: event.number,
						total: event.total,
						...(line === undefined ? {} : { line }),
					},
				];
			}
			case 'stepDone':
				return [
					{
						type: 'step',
						id: idOf(event),
						name: '',
						state: event.cached ? 'cached' : 'done',
						number: event.number,
						...(event.seconds === undefined ? {} : { seconds: event.seconds }),
					},
				];
			case 'log':
				return [{ type: 'log', text: event.text, ...(event.vertex === undefined ? {} : { id: event.vertex }) }];
			case 'warning':
				return [{ type: 'warning', message: event.text }];
			case 'error':
				return [{ type: 'error', message: event.message, ...(event.line === undefined ? {} : { line: event.line }) }];
			default:
				return [];
		}
	}
}

function idOf({ vertex, number }: { readonly vertex: string | undefined; readonly number: number }): string {
	return vertex ?? String(number);
}

function key(stage: string | undefined, text: string): string {
	return `${stage ?? ''} ${text.trim().replace(/\s+/g, ' ')}`;
}
