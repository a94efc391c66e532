import type { BuildEvent as HostEvent } from '../host/build.ts';
import type { StepPlaces } from '../image/stepPlaces.ts';
import type { BuildEvent } from '../protocol/index.ts';

/** Turns the builder's events into those of the protocol, with the lines of the Dockerfile. */
export class EventReader {
	readonly #places: StepPlaces;
	#running: { readonly id: string; readonly number: number } | undefined;

	constructor(places: StepPlaces) {
		this.#places = places;
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
				const { line } = this.#places.of(event);
				return [
					{
						type: 'step',
						id: idOf(event),
						name: event.platform === undefined ? event.text : `${event.text} (${event.platform})`,
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
			case 'transfer':
				return [{ type: 'transfer', of: event.of, id: event.vertex, bytes: event.bytes, ...(event.total === undefined ? {} : { total: event.total }) }];
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
