export { createTest, type GitLabFixtures, test } from "./create-test.js";
