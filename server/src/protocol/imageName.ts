/** Names are judged alike while they are typed and when they are built. */
export { isKeptName, isTaken, nameProblem, withPlatform } from '../image/imageName.ts';
