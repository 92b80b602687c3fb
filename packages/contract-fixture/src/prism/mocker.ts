/**
 * The part of Prism that creates responses from the examples of a document.
 */
import type { PrismHttpComponents } from "@stoplight/prism-http";
import mocker from "@stoplight/prism-http/dist/mocker/index.js";

type Mock = PrismHttpComponents["mock"];
type Logger = Parameters<ReturnType<Mock>>[0];

const ignore = (): void => {};
const methods: Partial<Logger> = {
  debug: ignore,
  info: ignore,
  success: ignore,
  warn: ignore,
  error: ignore,
};
// Prism's type is pino's logger, but its mocker calls only these methods.
const silentLogger = methods as Logger;

/** Selects or creates a response. */
export function mock(options: Parameters<Mock>[0]): ReturnType<ReturnType<Mock>> {
  return mocker.default(options)(silentLogger);
}
