/** The version in package.json: a file outside the room that the compiler will not let us import. A test holds the two together. */
export const version = '0.1.0';
