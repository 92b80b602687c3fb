import { fileURLToPath } from "node:url";
import { OpenAPIBackend } from "openapi-backend";

/** Creates a server that validates requests and responds with the first example of the document. */
export async function createServer(): Promise<OpenAPIBackend> {
  const server = new OpenAPIBackend({
    // openapi-backend checks every document with the schema of OpenAPI 3.0.
    definition: fileURLToPath(
      import.meta.resolve("@gitlab-job-token-scope/contract-fixture/openapi-3.0.json"),
    ),
    strict: true,
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
