import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "./openapi.yaml",
  // Node resolves imports only with an extension.
  output: { path: "./client", module: { extension: ".js" } },
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
  // No crash reports in the working directory.
  logs: { file: false },
});
