/** The rows of the layer pane, and what it draws on the lines of a Dockerfile. */
export const pane = '.pane-body .tree-explorer-viewlet-tree-view';

/** What is drawn behind the lines is no text of the page: it is in the style of pseudo-elements. True where at least so many sizes are. */
export const sizesAreDrawn = (wanted: string): boolean =>
	[...document.querySelectorAll('.monaco-editor .view-line span')].filter(span => / (?:B|[kMG]B)/.test(getComputedStyle(span, '::after').content)).length >=
	Number(wanted);
