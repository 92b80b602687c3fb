import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { OpenAPIBackend } from "openapi-backend";
import { parse } from "yaml";

/**
 * openapi-backend checks every document with the schema of OpenAPI 3.0, which has only single types. Several types become
 * `nullable` or `anyOf`.
 */
function replaceTypes(_key: unknown, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("type" in value) || !Array.isArray(value.type)) {
    return value;
  }
  const { type, ...others } = value;
  const types = type.filter((name) => name !== "null");
  if (types.length < type.length && types.length === 1) return { ...others, type: types[0], nullable: true };
  return { ...others, anyOf: types.map((name) => ({ type: name })) };
}

/** Creates a server that validates requests and responds with the first example of the document. */
export async function createServer(): Promise<OpenAPIBackend> {
  const url = import.meta.resolve("@gitlab-job-token-scope/contract-fixture/openapi.yaml");
  const definition = parse(await readFile(fileURLToPath(url), "utf8"), replaceTypes);
  const server = new OpenAPIBackend({
    definition,
    strict: true,
    // Ajv has no formats of its own.
    ajvOpts: { validateFormats: false },
    securityHandlers: {
      bearer: ({ request }) => String(request.headers["authorization"]).startsWith("Bearer "),
      privateToken: ({ request }) => request.headers["private-token"] !== undefined,
    },
    handlers: {
      notFound: () => ({ status: 404 }),
      unauthorizedHandler: () => ({ status: 401 }),
      validationFail: () => ({ status: 400 }),
      notImplemented: ({ operation, api }) => {
        const { status, mock } = api.mockResponseForOperation(String(operation.operationId));
        return { status, body: mock };
      },
    },
  });
  return server.init();
}
