// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

/** @description The effective settings. */
export interface JobTokenScope {
    /** @description Whether only projects and groups on the allowlists have access. Written as `enabled`. */
    inbound_enabled: boolean;
    /**
     * @deprecated
     * @description A deprecated setting. It cannot be changed with the REST API, and is `false` in GitLab 18.0 and later.
     */
    outbound_enabled: boolean;
}
export interface JobTokenScopeUpdate {
    /** @description Whether only projects and groups on the allowlists have access. Read as `inbound_enabled`. */
    enabled: boolean;
}
export interface AllowProjectRequest {
    /**
     * Format: int64
     * @description The numeric ID of the project to add.
     */
    target_project_id: number;
}
export interface AllowGroupRequest {
    /**
     * Format: int64
     * @description The numeric ID of the group to add.
     */
    target_group_id: number;
}
/** @description A new entry of the project allowlist. */
export interface ProjectLink {
    /**
     * Format: int64
     * @description The project that owns the allowlist. This is never the entry's ID.
     */
    source_project_id: number;
    /**
     * Format: int64
     * @description The ID of the project that was added, which is also the entry's ID.
     */
    target_project_id: number;
}
/** @description A new entry of the group allowlist. */
export interface GroupLink {
    /**
     * Format: int64
     * @description The project that owns the allowlist. This is never the entry's ID.
     */
    source_project_id: number;
    /**
     * Format: int64
     * @description The ID of the group that was added, which is also the entry's ID.
     */
    target_group_id: number;
}
/** @description A project on the allowlist. */
export interface AllowedProject {
    /** Format: int64 */
    id: number;
    description: string | null;
    name: string;
    name_with_namespace: string;
    path: string;
    path_with_namespace: string;
    /** Format: date-time */
    created_at: string;
    /** @description Only present if anonymous users can read the code. */
    default_branch?: string;
    /**
     * @deprecated
     * @description The former name of `topics`.
     */
    tag_list: string[];
    topics: string[];
    ssh_url_to_repo: string;
    http_url_to_repo: string;
    web_url: string;
    /** @description Only present if anonymous users can read the code. */
    readme_url?: string | null;
    /** @description Only present if anonymous users can read the code. */
    forks_count?: number;
    avatar_url: string | null;
    star_count: number;
    /** Format: date-time */
    last_activity_at: string;
    /**
     * @description Only present in recent versions.
     * @enum {string}
     */
    visibility?: "private" | "internal" | "public";
    namespace: components["schemas"]["Namespace"];
}
/** @description The group or user that a project belongs to. */
export interface Namespace {
    /** Format: int64 */
    id: number;
    name: string;
    path: string;
    /** @enum {string} */
    kind: "group" | "user";
    full_path: string;
    /** Format: int64 */
    parent_id: number | null;
    avatar_url: string | null;
    web_url: string;
}
/** @description A group on the allowlist. */
export interface AllowedGroup {
    /** Format: int64 */
    id: number;
    web_url: string;
    name: string;
}
/** @description The fields that identify a project. */
export interface Project {
    /** Format: int64 */
    id: number;
    name: string;
    path: string;
    path_with_namespace: string;
    web_url: string;
}
/** @description The fields that identify a group. */
export interface Group {
    /** Format: int64 */
    id: number;
    name: string;
    path: string;
    full_path: string;
    web_url: string;
}
/** @description The body of most error responses. */
export interface Message {
    /** @description A text, or lists of texts by field. */
    message: string | components["schemas"]["MessagesByField"];
}
/** @description Lists of texts by field. */
export interface MessagesByField {
    [key: string]: string[];
}
/** @description The error for a missing or invalid parameter. Several errors are joined by commas. */
export interface ParameterError {
    error: string;
}
/** @description The status 400 has two formats, with different keys. */
export type BadRequest = components["schemas"]["ParameterError"] | components["schemas"]["Message"];
/** @description The error for a path that is not a route of the API, or a content type that GitLab does not accept. */
export interface RequestError {
    error: string;
}
/** @description The error for a project, group or target that does not exist, or for a path that is not a route of the API. */
export type NotFound = components["schemas"]["Message"] | components["schemas"]["RequestError"];
/**
 * @description What is wrong with the token.
 * @enum {string}
 */
export type OAuthErrorCode = "invalid_token" | "insufficient_scope" | "insufficient_granular_scope";
/** @description The error of a rate limit for a single operation. */
export interface RateLimitError {
    message: {
        error: string;
    };
}
/** @description The error for an invalid or insufficient token (RFC 6750). */
export interface OAuthError {
    error: components["schemas"]["OAuthErrorCode"];
    error_description?: string;
    scope?: string;
}
export interface paths {
    "/api/v4/projects/{id}/job_token_scope": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project's numeric ID, or its full path. The path `group/app` is `group%2Fapp` in the URL: pass `group/app` to a
                 *     client that encodes path parameters, and `group%2Fapp` to one that does not.
                 * @example 1
                 */
                id: components["parameters"]["ProjectIdOrPath"];
            };
            cookie?: never;
        };
        /**
         * Read a project's job token scope
         * @description `inbound_enabled` is the effective value: the project's own setting, or `true` if the instance enforces it.
         */
        get: operations["getJobTokenScope"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Enable or disable a project's job token scope
         * @description The request body contains `enabled`, the setting that is read as `inbound_enabled`. The response is empty. If the
         *     instance enforces the scope, GitLab 18.0 to 18.7 ignores `false` and still responds with 204: read the setting
         *     again to see whether it changed.
         */
        patch: operations["updateJobTokenScope"];
        trace?: never;
    };
    "/api/v4/projects/{id}/job_token_scope/allowlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the projects on a project's allowlist
         * @description In ascending order of ID. The project that owns the allowlist is always included.
         */
        get: operations["listAllowedProjects"];
        put?: never;
        /**
         * Add a project to a project's allowlist
         * @description Accepts only numeric IDs, in the path and in the body. An allowlist can contain up to 200 projects.
         */
        post: operations["allowProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/projects/{id}/job_token_scope/allowlist/{target_project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a project from a project's allowlist
         * @description Accepts only numeric IDs, and has no body. GitLab looks up the target before the project that owns the allowlist,
         *     unlike in the other operations.
         */
        delete: operations["disallowProject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/projects/{id}/job_token_scope/groups_allowlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the groups on a project's allowlist
         * @description In ascending order of ID. An entry has no path field, but its `web_url` contains the path.
         */
        get: operations["listAllowedGroups"];
        put?: never;
        /**
         * Add a group to a project's allowlist
         * @description Accepts only numeric IDs, in the path and in the body. An allowlist can contain up to 200 groups, in addition to
         *     its projects.
         */
        post: operations["allowGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/projects/{id}/job_token_scope/groups_allowlist/{target_group_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a group from a project's allowlist
         * @description Accepts only numeric IDs, and has no body. GitLab looks up the target before the project that owns the allowlist,
         *     unlike in the other operations.
         */
        delete: operations["disallowGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a project, for its numeric ID
         * @description Only the fields that identify a project; GitLab returns many more. A public project requires no token.
         */
        get: operations["getProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a group, for its numeric ID
         * @description Only the fields that identify a group; GitLab returns many more. A public group requires no token.
         */
        get: operations["getGroup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/groups/{id}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the projects of a group
         * @description Only projects that the caller can see. Without `include_subgroups` and `with_shared: false`, the list lacks the projects of
         *     subgroups, and has those of other groups that are shared with this one. Projects that are scheduled for deletion are included.
         *     Only the fields that identify a project; GitLab returns more. A public group requires no token.
         */
        get: operations["listGroupProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        JobTokenScope: JobTokenScope;
        JobTokenScopeUpdate: JobTokenScopeUpdate;
        AllowProjectRequest: AllowProjectRequest;
        AllowGroupRequest: AllowGroupRequest;
        ProjectLink: ProjectLink;
        GroupLink: GroupLink;
        AllowedProject: AllowedProject;
        Namespace: Namespace;
        AllowedGroup: AllowedGroup;
        Project: Project;
        Group: Group;
        Message: Message;
        MessagesByField: MessagesByField;
        ParameterError: ParameterError;
        BadRequest: BadRequest;
        RequestError: RequestError;
        NotFound: NotFound;
        OAuthErrorCode: OAuthErrorCode;
        RateLimitError: RateLimitError;
        OAuthError: OAuthError;
    };
    responses: {
        /**
         * @description The project has moved. `Location` is the URL of the same request with the numeric ID. The body is a sentence with this
         *     URL, and has no `Content-Type`.
         */
        MovedPermanently: {
            headers: {
                Location: components["headers"]["Location"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description A parameter is invalid. */
        InvalidPage: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ParameterError"];
            };
        };
        /** @description The token is missing or invalid. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"] | components["schemas"]["OAuthError"];
            };
        };
        /** @description The caller lacks a permission. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"] | components["schemas"]["OAuthError"];
            };
        };
        /** @description The token lacks a scope or permission. If its user cannot see the resource, the status is 404 instead. */
        ForbiddenToLookUp: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description The caller lacks a permission. */
        ForbiddenToWrite: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"] | components["schemas"]["OAuthError"];
            };
        };
        /** @description The caller lacks a permission. */
        ForbiddenToRemove: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"] | components["schemas"]["OAuthError"];
            };
        };
        /** @description The project does not exist, or is not visible to the caller. */
        ProjectNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFound"];
            };
        };
        /** @description The group does not exist, or is not visible to the caller. */
        GroupNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["NotFound"];
            };
        };
        /** @description The request would change a moved project by its old path. Use the numeric ID. */
        MethodNotAllowed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description Another request holds a lock on the project. The request can be retried. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description The body has no content type, or one that GitLab does not accept. Checked before the token. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RequestError"];
            };
        };
        /** @description The rate limit is exceeded. The rate limit headers are often missing, and a proxy may send another body. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                "RateLimit-ResetTime": components["headers"]["RateLimit-ResetTime"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /**
         * @description A rate limit is exceeded: the limit for all requests, with a text and headers, or the limit for this operation, with
         *     JSON and without the headers.
         */
        TooManyLookups: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                "RateLimit-ResetTime": components["headers"]["RateLimit-ResetTime"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
                "application/json": components["schemas"]["RateLimitError"];
            };
        };
        /** @description An internal error of GitLab. */
        InternalServerError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Name": components["headers"]["RateLimit-Name"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description GitLab does not respond. Workhorse, which is a part of GitLab, sends a text. Another proxy sends an HTML page or nothing. */
        BadGateway: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
                "text/html": string;
            };
        };
        /** @description GitLab or a proxy is temporarily unavailable. The body is an HTML page of the proxy, or empty. */
        ServiceUnavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
            };
        };
    };
    parameters: {
        /**
         * @description The project's numeric ID, or its full path. The path `group/app` is `group%2Fapp` in the URL: pass `group/app` to a
         *     client that encodes path parameters, and `group%2Fapp` to one that does not.
         * @example 1
         */
        ProjectIdOrPath: number | string;
        /**
         * @description The group's numeric ID, or its full path. The path `group/subgroup` is `group%2Fsubgroup` in the URL: pass
         *     `group/subgroup` to a client that encodes path parameters, and `group%2Fsubgroup` to one that does not.
         * @example group
         */
        GroupIdOrPath: number | string;
        /**
         * @description The numeric ID of the project that owns the allowlist. A path is not accepted.
         * @example 1
         */
        ProjectId: number;
        /** @description The number of the page to return. GitLab treats a number below 1 as 1. */
        Page: number;
        /** @description The number of entries per page, from 1 to 100. GitLab reduces a larger number to 100, and rejects 0. */
        PerPage: number;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The version of the response body.
         * @example W/"4d39ad5f2f5d7b6d1ddc2b5a7e8f8a0c"
         */
        ETag: string;
        /**
         * @description The URL of the same request with the project's numeric ID.
         * @example https://gitlab.example.com/api/v4/projects/1
         */
        Location: string;
        /**
         * @description Identifies the request in GitLab's logs.
         * @example 01KB0QJ9Z1M5V7C3T8XWYN4R6E
         */
        "X-Request-Id": string;
        /**
         * @description The number of seconds to wait.
         * @example 30
         */
        "Retry-After": number;
        /**
         * @description The name of the rate limit that applies to the request.
         * @example throttle_authenticated_api
         */
        "RateLimit-Name": string;
        /**
         * @description The number of requests that are allowed per minute. A limit for another period is converted.
         * @example 2000
         */
        "RateLimit-Limit": number;
        /**
         * @description The number of requests so far in the current period.
         * @example 7
         */
        "RateLimit-Observed": number;
        /**
         * @description The number of requests that remain in the current period.
         * @example 1993
         */
        "RateLimit-Remaining": number;
        /**
         * @description The time when the limit resets, in seconds since the Unix epoch.
         * @example 1795348800
         */
        "RateLimit-Reset": number;
        /**
         * @description The time when the limit resets, as an HTTP date.
         * @example Sun, 22 Nov 2026 12:00:00 GMT
         */
        "RateLimit-ResetTime": string;
        /**
         * @description Links to the pages `next`, `prev`, `first` and `last` (RFC 8288).
         * @example <https://gitlab.example.com/api/v4/projects/1/job_token_scope/allowlist?id=1&page=1&per_page=20>; rel="first", <https://gitlab.example.com/api/v4/projects/1/job_token_scope/allowlist?id=1&page=1&per_page=20>; rel="last"
         */
        Link: string;
        /**
         * @description The number of this page.
         * @example 1
         */
        "X-Page": number;
        /**
         * @description The number of entries per page.
         * @example 20
         */
        "X-Per-Page": number;
        /**
         * @description The number of the next page; empty on the last page.
         * @example
         */
        "X-Next-Page": string;
        /**
         * @description The number of the previous page; empty on the first page, and past the last one.
         * @example
         */
        "X-Prev-Page": string;
        /**
         * @description The total number of entries. Omitted above 10,000.
         * @example 2
         */
        "X-Total": number;
        /**
         * @description The total number of pages. Omitted above 10,000 entries.
         * @example 1
         */
        "X-Total-Pages": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getJobTokenScope: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project's numeric ID, or its full path. The path `group/app` is `group%2Fapp` in the URL: pass `group/app` to a
                 *     client that encodes path parameters, and `group%2Fapp` to one that does not.
                 * @example 1
                 */
                id: components["parameters"]["ProjectIdOrPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The effective settings. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobTokenScope"];
                };
            };
            301: components["responses"]["MovedPermanently"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ProjectNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateJobTokenScope: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project's numeric ID, or its full path. The path `group/app` is `group%2Fapp` in the URL: pass `group/app` to a
                 *     client that encodes path parameters, and `group%2Fapp` to one that does not.
                 * @example 1
                 */
                id: components["parameters"]["ProjectIdOrPath"];
            };
            cookie?: never;
        };
        /** @description GitLab also accepts the fields in a form, or in the query. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobTokenScopeUpdate"];
            };
        };
        responses: {
            /** @description Accepted. The response has no body. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid, or GitLab does not allow the change. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRequest"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToWrite"];
            404: components["responses"]["ProjectNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAllowedProjects: {
        parameters: {
            query?: {
                /** @description The number of the page to return. GitLab treats a number below 1 as 1. */
                page?: components["parameters"]["Page"];
                /** @description The number of entries per page, from 1 to 100. GitLab reduces a larger number to 100, and rejects 0. */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path: {
                /**
                 * @description The project's numeric ID, or its full path. The path `group/app` is `group%2Fapp` in the URL: pass `group/app` to a
                 *     client that encodes path parameters, and `group%2Fapp` to one that does not.
                 * @example 1
                 */
                id: components["parameters"]["ProjectIdOrPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of projects. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    Link: components["headers"]["Link"];
                    "X-Page": components["headers"]["X-Page"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Next-Page": components["headers"]["X-Next-Page"];
                    "X-Prev-Page": components["headers"]["X-Prev-Page"];
                    "X-Total": components["headers"]["X-Total"];
                    "X-Total-Pages": components["headers"]["X-Total-Pages"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllowedProject"][];
                };
            };
            301: components["responses"]["MovedPermanently"];
            400: components["responses"]["InvalidPage"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ProjectNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    allowProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The numeric ID of the project that owns the allowlist. A path is not accepted.
                 * @example 1
                 */
                id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /** @description GitLab also accepts the fields in a form, or in the query. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllowProjectRequest"];
            };
        };
        responses: {
            /** @description The new entry. Its ID is `target_project_id`. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectLink"];
                };
            };
            /** @description A parameter is invalid, or GitLab does not allow the change. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRequest"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToWrite"];
            /** @description The project or the target does not exist, or the project is not visible to the caller. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotFound"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    disallowProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The numeric ID of the project that owns the allowlist. A path is not accepted.
                 * @example 1
                 */
                id: components["parameters"]["ProjectId"];
                /**
                 * @description The numeric ID of the project to remove.
                 * @example 42
                 */
                target_project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. The response has no body. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid, or GitLab does not allow the change. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRequest"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToRemove"];
            404: components["responses"]["ProjectNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAllowedGroups: {
        parameters: {
            query?: {
                /** @description The number of the page to return. GitLab treats a number below 1 as 1. */
                page?: components["parameters"]["Page"];
                /** @description The number of entries per page, from 1 to 100. GitLab reduces a larger number to 100, and rejects 0. */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path: {
                /**
                 * @description The project's numeric ID, or its full path. The path `group/app` is `group%2Fapp` in the URL: pass `group/app` to a
                 *     client that encodes path parameters, and `group%2Fapp` to one that does not.
                 * @example 1
                 */
                id: components["parameters"]["ProjectIdOrPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of groups. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    Link: components["headers"]["Link"];
                    "X-Page": components["headers"]["X-Page"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Next-Page": components["headers"]["X-Next-Page"];
                    "X-Prev-Page": components["headers"]["X-Prev-Page"];
                    "X-Total": components["headers"]["X-Total"];
                    "X-Total-Pages": components["headers"]["X-Total-Pages"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllowedGroup"][];
                };
            };
            301: components["responses"]["MovedPermanently"];
            400: components["responses"]["InvalidPage"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ProjectNotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    allowGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The numeric ID of the project that owns the allowlist. A path is not accepted.
                 * @example 1
                 */
                id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /** @description GitLab also accepts the fields in a form, or in the query. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllowGroupRequest"];
            };
        };
        responses: {
            /** @description The new entry. Its ID is `target_group_id`. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupLink"];
                };
            };
            /** @description A parameter is invalid, or GitLab does not allow the change. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRequest"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToWrite"];
            /** @description The project or the target does not exist, or the project is not visible to the caller. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotFound"];
                };
            };
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    disallowGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The numeric ID of the project that owns the allowlist. A path is not accepted.
                 * @example 1
                 */
                id: components["parameters"]["ProjectId"];
                /**
                 * @description The numeric ID of the group to remove.
                 * @example 7
                 */
                target_group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. The response has no body. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid, or GitLab does not allow the change. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRequest"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToRemove"];
            /** @description The group or the project does not exist, or the project is not visible to the caller. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotFound"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project's numeric ID, or its full path. The path `group/app` is `group%2Fapp` in the URL: pass `group/app` to a
                 *     client that encodes path parameters, and `group%2Fapp` to one that does not.
                 * @example 1
                 */
                id: components["parameters"]["ProjectIdOrPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            301: components["responses"]["MovedPermanently"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToLookUp"];
            404: components["responses"]["ProjectNotFound"];
            429: components["responses"]["TooManyLookups"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getGroup: {
        parameters: {
            query?: {
                /** @description Whether the response includes the group's projects. */
                with_projects?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The group's numeric ID, or its full path. The path `group/subgroup` is `group%2Fsubgroup` in the URL: pass
                 *     `group/subgroup` to a client that encodes path parameters, and `group%2Fsubgroup` to one that does not.
                 * @example group
                 */
                id: components["parameters"]["GroupIdOrPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description A parameter is invalid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToLookUp"];
            404: components["responses"]["GroupNotFound"];
            429: components["responses"]["TooManyLookups"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listGroupProjects: {
        parameters: {
            query?: {
                /** @description Limits the list to archived projects, or to those that are not archived. Both are included by default. */
                archived?: boolean;
                /** @description The field by which the list is sorted, and by ID where it is equal. `similarity` requires a search. */
                order_by?: "id" | "name" | "path" | "created_at" | "updated_at" | "last_activity_at" | "similarity" | "star_count";
                /** @description Whether the list is ascending or descending. */
                sort?: "asc" | "desc";
                /** @description Whether a project has fewer fields. Those that this document describes are always included. */
                simple?: boolean;
                /** @description Whether the list includes projects of other groups and users that are shared with this group. */
                with_shared?: boolean;
                /** @description Whether the list includes the projects of all subgroups. */
                include_subgroups?: boolean;
                /** @description The number of the page to return. GitLab treats a number below 1 as 1. */
                page?: components["parameters"]["Page"];
                /** @description The number of entries per page, from 1 to 100. GitLab reduces a larger number to 100, and rejects 0. */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path: {
                /**
                 * @description The group's numeric ID, or its full path. The path `group/subgroup` is `group%2Fsubgroup` in the URL: pass
                 *     `group/subgroup` to a client that encodes path parameters, and `group%2Fsubgroup` to one that does not.
                 * @example group
                 */
                id: components["parameters"]["GroupIdOrPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of projects. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    Link: components["headers"]["Link"];
                    "X-Page": components["headers"]["X-Page"];
                    "X-Per-Page": components["headers"]["X-Per-Page"];
                    "X-Next-Page": components["headers"]["X-Next-Page"];
                    "X-Prev-Page": components["headers"]["X-Prev-Page"];
                    "X-Total": components["headers"]["X-Total"];
                    "X-Total-Pages": components["headers"]["X-Total-Pages"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"][];
                };
            };
            /** @description A parameter is invalid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Name": components["headers"]["RateLimit-Name"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Observed": components["headers"]["RateLimit-Observed"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToLookUp"];
            404: components["responses"]["GroupNotFound"];
            429: components["responses"]["TooManyLookups"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
