/** Names are judged alike while they are typed and when they are built. */
export { nameProblem } from '../image/imageName.ts';
