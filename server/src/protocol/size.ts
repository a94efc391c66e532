/** Sizes read the same in the layer pane and on the command line. */
export { formatSize } from '../image/size.ts';
