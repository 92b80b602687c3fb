import * as desiredState from "@gitlab-job-token-scope/desired-state";
import * as facade from "@gitlab-job-token-scope/facade";
import * as client from "@gitlab-job-token-scope/openapi-client";
import { suite } from "./suite.mjs";

console.log(JSON.stringify(await suite({ facade, client, desiredState }, JSON.parse(process.env.TARGET))));
