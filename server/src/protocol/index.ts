/** What goes between client and server beyond LSP. Shared with the client and its webviews. */

export * from './build.ts';
export * from './files.ts';
export * from './history.ts';
export * from './layers.ts';
export * from './message.ts';
export * from './publish.ts';
export * from './requests.ts';
