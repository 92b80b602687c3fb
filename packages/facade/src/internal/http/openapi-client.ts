/** The only file that imports the generated client. The client builds requests, and its types say what is in them. */
export {
  type CallOptions,
  type CallResponse,
  createRequestBuilder,
  type Method,
  type Paths,
  type PreparedRequest,
  type RequestBuilder,
} from "@gitlab-job-token-scope/openapi-client";
