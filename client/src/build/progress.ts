import type { BuildEvent } from '../../../server/src/protocol/build.ts';
import { formatSize } from '../../../server/src/protocol/size.ts';

const longestName = 80;

/** What the notification of a build says beside its title. */
export class ProgressReporter {
	/** Running steps, by id. */
	readonly #names = new Map<string, string>();

	/** `undefined`: the event changes nothing of it. */
	message(event: BuildEvent): string | undefined {
		if (event.type === 'step') return this.#step(event);
		if (event.type !== 'transfer') return undefined;
		if (event.of === 'context') return `Sending the build context: ${formatSize(event.bytes)}`;
		const name = this.#names.get(event.id) ?? 'Fetching the base image';
		return `${name}: ${formatSize(event.bytes)}${event.total === undefined ? '' : ` of ${formatSize(event.total)}`}`;
	}

	#step({ id, name, state, number, total }: BuildEvent & { type: 'step' }): string | undefined {
		if (state !== 'started') {
			this.#names.delete(id);
			return undefined;
		}
		const count = number !== undefined && total !== undefined ? `${number}/${total} ` : '';
		const text = `${count}${name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name}`;
		this.#names.set(id, text);
		return text;
	}
}
