/** What others may import of the library. */
export * from './types.ts';
export * from './text.ts';
export { FactReading, FactStore, settle } from './facts.ts';
export { DockerfileDocument } from './document.ts';
export { analyze } from './analyze.ts';
export { actionsAt, resolveAction, fixAll, type Offer, type FixResult } from './actions.ts';
export { applyEdits, mergeEdits } from './edit.ts';
export { rules, ruleById } from './rules/index.ts';
export { refactorings } from './refactor/index.ts';
export { parseImageReference, type ImageReference } from './syntax/imageReference.ts';
export { hover } from './hover.ts';
