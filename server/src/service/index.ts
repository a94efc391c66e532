/** What others may import of the library. */

export { actionsAt, type Offer, resolveAction } from './actions.ts';
export { analyze, analyzeSettled } from './analyze.ts';
export { DockerfileDocument } from './document.ts';
export { applyEdits, mergeEdits } from './edit.ts';
export { FactReading, FactStore, settle } from './facts.ts';
export { type FixResult, fixAll } from './fixAll.ts';
export { fixSafety } from './fixSafety.ts';
export { hover } from './hover.ts';
export { refactorings } from './refactor/index.ts';
export { ruleById, rules } from './rules/index.ts';
export { ignoreInProject } from './suppress.ts';
export { type ImageReference, parseImageReference } from './syntax/imageReference.ts';
export * from './text.ts';
export * from './types.ts';
