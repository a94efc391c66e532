/** Sizes read the same in the layer pane and on the command line. */
export { formatSize, parseSize } from '../image/size.ts';
