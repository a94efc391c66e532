import { chain, type Stage } from './stages.ts';

const windowsImages = /(^|\/)(windows|nanoserver|servercore|windowsservercore)(\/|:|@|$)|(nanoserver|windowsservercore|servercore)[-\w.]*(@|$)/i;

/** True if the stage, or a stage it is built on, stands on a Windows image. */
export function platformIsWindows(stage: Stage): boolean {
	return chain(stage).some(({ base }) => base.platform?.toLowerCase().startsWith('windows') || windowsImages.test(base.text ?? base.word.text));
}
