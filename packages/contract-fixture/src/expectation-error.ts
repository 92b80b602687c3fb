/** Thrown if the requests or scripts of a test are not as the test expects. The message describes the difference. */
export class ExpectationError extends Error {
  override readonly name = "ExpectationError";
}
