const desiredState = require("@gitlab-job-token-scope/desired-state");
const facade = require("@gitlab-job-token-scope/facade");
const client = require("@gitlab-job-token-scope/openapi-client");
const { suite } = require("./suite.mjs");

suite({ facade, client, desiredState }, JSON.parse(process.env.TARGET)).then((passed) =>
  console.log(JSON.stringify(passed)),
);
