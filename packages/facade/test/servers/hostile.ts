/** A value that throws when it is looked at. */
export function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** What may be thrown. */
export const hostile: [name: string, make: () => unknown][] = [
  ["undefined", () => undefined],
  ["null", () => null],
  ["a symbol", () => Symbol("odd")],
  ["a string", () => "odd"],
  ["a revoked proxy", revoked],
  [
    "an error whose cause throws",
    () =>
      Object.defineProperty(new Error("odd"), "cause", {
        get: () => {
          throw Symbol("odd");
        },
      }),
  ],
  [
    "an error whose message is a symbol",
    () => Object.defineProperty(new Error("odd"), "message", { value: Symbol("odd") }),
  ],
  [
    "an error that is its own cause",
    () => {
      const error = new Error("odd");
      error.cause = error;
      return error;
    },
  ],
  ["an error without a prototype", () => Object.setPrototypeOf(new Error("odd"), null)],
];
