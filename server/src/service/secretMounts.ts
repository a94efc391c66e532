import type { Instruction } from './syntax/tree.ts';

/** True if a RUN (or the one behind ONBUILD) has a mount of type secret. */
export function hasSecretMount(run: Instruction): boolean {
	return (run.trigger ?? run).flags.some(({ options }) => options.some(({ key, value }) => key === 'type' && value === 'secret'));
}
