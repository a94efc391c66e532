import type { Refactoring } from '../types.ts';

/** All refactorings. */
export const refactorings: readonly Refactoring[] = [];
