/** Names are judged alike while they are typed and when they are built. */
export { isTaken, nameProblem } from '../image/imageName.ts';
