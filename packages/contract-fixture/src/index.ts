export { SeedError } from "./gitlab/parse-seed.js";
export type { Role, Seed, SeedGroup, SeedProject, SeedToken, TokenScope, Visibility } from "./gitlab/seed.js";
export type { GitLabVersion } from "./gitlab/version.js";
export type { RecordedRequest } from "./journal.js";
export { type MockGitLab, type MockGitLabOptions, type Mode, startMockGitLab } from "./start.js";
export type { Violation } from "./violation.js";
