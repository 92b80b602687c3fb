/** The only file that imports the generated client. The client builds requests, and its types say what is in them. */
export {
  type CallOptions,
  type CallResponse,
  createOpenApiClient,
  type Method,
  type OpenApiClient,
  type Paths,
  type PreparedRequest,
} from "@gitlab-job-token-scope/openapi-client";
