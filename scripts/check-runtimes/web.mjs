// What a browser and a worker run: the target comes as an argument.
import * as desiredState from "@gitlab-job-token-scope/desired-state";
import * as facade from "@gitlab-job-token-scope/facade";
import * as client from "@gitlab-job-token-scope/openapi-client";
import { suite } from "./suite.mjs";

export const run = (target) => suite({ facade, client, desiredState }, target);
