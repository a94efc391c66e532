import type { Refactoring } from '../types.ts';
import { convertToMultiStage } from './convertToMultiStage.ts';
import { moveCopyLower } from './moveCopyLower.ts';
import { replaceSecret } from './replaceSecret.ts';

/** All refactorings. */
export const refactorings: readonly Refactoring[] = [moveCopyLower, convertToMultiStage, replaceSecret];
