import { userland } from './baseImages.ts';
import { chain, type Stage } from './stages.ts';

const windowsImages = /(^|\/)(windows|nanoserver|servercore|windowsservercore)(\/|:|@|$)|(nanoserver|windowsservercore|servercore)[-\w.]*(@|$)/i;

/**
 * True if the stage is built for Windows. A backtick as escape character is written where paths have backslashes;
 * that is believed unless the base image says otherwise.
 */
export function isForWindows(stage: Stage, escape: '\\' | '`'): boolean {
	return platformIsWindows(stage) || (escape === '`' && userland((chain(stage).at(-1) ?? stage).base) === undefined);
}

/** True if the stage, or a stage it is built on, stands on a Windows image. */
export function platformIsWindows(stage: Stage): boolean {
	return chain(stage).some(({ base }) => base.platform?.toLowerCase().startsWith('windows') || windowsImages.test(base.text ?? base.word.text));
}
