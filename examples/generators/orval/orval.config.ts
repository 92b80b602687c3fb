import { readFile, writeFile } from "node:fs/promises";
import { defineConfig } from "orval";

export default defineConfig({
  gitlab: {
    input: "./openapi.yaml",
    output: {
      target: "./client.ts",
      client: "fetch",
      baseUrl: { runtime: '(process.env.GITLAB_URL ?? "https://gitlab.com")' },
      // Without this option, a path such as group/app has to be passed as group%2Fapp.
      urlEncodeParameters: true,
    },
    hooks: {
      // orval puts `get` before every operation, and `Url` behind it: getGetProjectUrl() becomes getProjectUrl().
      afterAllFilesWrite: async (files: unknown) => {
        for (const file of Array.isArray(files) ? files : []) {
          const text = await readFile(file, "utf8");
          await writeFile(file, text.replaceAll(/\bgetGet(\w+Url)\b/g, "get$1"));
        }
      },
    },
  },
});
