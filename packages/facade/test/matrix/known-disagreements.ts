/** Cells that are known not to agree yet, by a piece of their title, and why. One that agrees fails the test. */
export const knownDisagreements: readonly { titles: RegExp; why: string }[] = [
  {
    titles: /once 401 to a token function|^(?!.*lost POST).*always 401 to a token function/,
    why: "a function is not yet asked once more after a 401, nor the request sent once more with what it gives",
  },
];
