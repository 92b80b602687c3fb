export { CoverageReporter, type CoverageReporterOptions } from "./coverage-reporter.js";
