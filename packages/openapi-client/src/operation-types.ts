import type { paths } from "./generated/openapi.js";

/** The HTTP methods of the document, as its path items spell them. */
export type Method = "get" | "post" | "patch" | "delete";

/** The paths that have an operation with a method: `Paths<"patch">` is `"/api/v4/projects/{id}/job_token_scope"`. */
export type Paths<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends { [Key in M]: object } ? Path : never;
}[keyof paths];

/** An operation of the document. */
export type OperationOf<Path extends Paths<M>, M extends Method> = NonNullable<paths[Path][M]>;

/** The parameters of an operation, of one kind: `"path"` or `"query"`. */
export type ParametersOf<Operation, Kind extends "path" | "query"> = Operation extends {
  parameters: { [Key in Kind]?: infer Parameters };
}
  ? NonNullable<Parameters>
  : never;

/** The JSON body of a request; never if the operation has none. */
export type RequestBodyOf<Operation> = Operation extends { requestBody?: { content: infer Content } }
  ? JsonOf<Content>
  : never;

/** The responses of an operation, by status. */
export type ResponsesOf<Operation> = Operation extends { responses: infer Responses } ? Responses : never;

/** The JSON among the media types of a body; never if there is none. */
export type JsonOf<Content> = Content[keyof Content & (`${string}/json` | `${string}+json`)];

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type NumberOf<Text> = Text extends `${infer Value extends number}` ? Value : never;
type StatusOf<Class extends number> = NumberOf<`${Class}${Digit}${Digit}`>;

/** The statuses of the success responses that an operation declares. */
export type SuccessStatus<Operation> = keyof ResponsesOf<Operation> & StatusOf<2>;

/** The statuses of the error responses that an operation declares, redirects included. */
export type ErrorStatus<Operation> = keyof ResponsesOf<Operation> & StatusOf<3 | 4 | 5>;

/** A status from 200 to 599 that an operation does not declare for an error response. */
export type UndeclaredStatus<Declared> = Exclude<StatusOf<2 | 3 | 4 | 5>, Declared>;

/** The body of a success response: its JSON, or undefined if it has none. */
export type SuccessBody<Response> = Response extends { content: infer Content } ? JsonOf<Content> : undefined;

/**
 * The body of an error response. A proxy can respond with a text where the document declares JSON, and with JSON where it
 * declares a text.
 */
export type ErrorBody<Response> = Response extends { content: infer Content }
  ? [JsonOf<Content>] extends [never]
    ? object | string
    : JsonOf<Content> | string
  : object | string;
