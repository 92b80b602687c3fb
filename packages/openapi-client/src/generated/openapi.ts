// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

export interface paths {
    "/api/v4/projects/{id}/job_token_scope": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The project's numeric id, or its full path, URL-encoded.
                 * @example 1
                 */
                id: components["parameters"]["ProjectIdOrPath"];
            };
            cookie?: never;
        };
        /**
         * Read a project's job token scope
         * @description `inbound_enabled` is the value in force: the project's own setting, or `true` when the instance enforces it.
         */
        get: operations["getJobTokenScope"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Turn a project's job token scope on or off
         * @description The body says `enabled`; the same setting is read as `inbound_enabled`. The answer is empty, and on GitLab 18.0
         *     to 18.7 it is also 204 when an instance that enforces the scope ignored `false`: read again and compare.
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
         * @description In ascending order of id. The project that owns the list is always on it.
         */
        get: operations["listAllowedProjects"];
        put?: never;
        /**
         * Add a project to a project's allowlist
         * @description Takes numeric ids only, in the path and in the body. An allowlist holds 200 projects.
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
         * @description Takes numeric ids only, and has no body. Unlike the other operations, the target is looked up before the source.
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
         * @description In ascending order of id. A row has no path of its own; it can be read off `web_url`.
         */
        get: operations["listAllowedGroups"];
        put?: never;
        /**
         * Add a group to a project's allowlist
         * @description Takes numeric ids only, in the path and in the body. An allowlist holds 200 groups, counted apart from projects.
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
         * @description Takes numeric ids only, and has no body. Unlike the other operations, the target is looked up before the source.
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
         * Read a project, here for its numeric id
         * @description Cut down to what identifies a project; GitLab returns many more fields.
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
         * Read a group, here for its numeric id
         * @description Cut down to what identifies a group; GitLab returns many more fields.
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The settings in force. */
        JobTokenScope: {
            /** @description Whether job tokens of other projects are limited to the allowlists. Written as `enabled`. */
            inbound_enabled: boolean;
            /**
             * @deprecated
             * @description A retired setting. It cannot be written over REST, and is `false` on GitLab 18.0 and later.
             */
            outbound_enabled: boolean;
        };
        JobTokenScopeUpdate: {
            /** @description Whether job tokens of other projects are limited to the allowlists. Read as `inbound_enabled`. */
            enabled: boolean;
        };
        AllowProjectRequest: {
            /**
             * Format: int64
             * @description The numeric id of the project to add.
             */
            target_project_id: number;
        };
        AllowGroupRequest: {
            /**
             * Format: int64
             * @description The numeric id of the group to add.
             */
            target_group_id: number;
        };
        /** @description A new entry of the project allowlist. */
        ProjectLink: {
            /**
             * Format: int64
             * @description The project that owns the allowlist. Never the entry's id.
             */
            source_project_id: number;
            /**
             * Format: int64
             * @description The project that was added, which is the entry's id.
             */
            target_project_id: number;
        };
        /** @description A new entry of the group allowlist. */
        GroupLink: {
            /**
             * Format: int64
             * @description The project that owns the allowlist. Never the entry's id.
             */
            source_project_id: number;
            /**
             * Format: int64
             * @description The group that was added, which is the entry's id.
             */
            target_group_id: number;
        };
        /** @description A project on the allowlist. */
        AllowedProject: {
            /** Format: int64 */
            id: number;
            description: string | null;
            name: string;
            name_with_namespace: string;
            path: string;
            path_with_namespace: string;
            /** Format: date-time */
            created_at: string;
            /** @description Only where an anonymous visitor may read the code. */
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
            /** @description Only where an anonymous visitor may read the code. */
            readme_url?: string | null;
            /** @description Only where an anonymous visitor may read the code. */
            forks_count?: number;
            avatar_url: string | null;
            star_count: number;
            /** Format: date-time */
            last_activity_at: string;
            /**
             * @description Newer versions only.
             * @enum {string}
             */
            visibility?: "private" | "internal" | "public";
            namespace: components["schemas"]["Namespace"];
        };
        /** @description The group or user that a project belongs to. */
        Namespace: {
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
        };
        /** @description A group on the allowlist. */
        AllowedGroup: {
            /** Format: int64 */
            id: number;
            web_url: string;
            name: string;
        };
        /** @description What identifies a project. */
        Project: {
            /** Format: int64 */
            id: number;
            name: string;
            path: string;
            path_with_namespace: string;
            web_url: string;
        };
        /** @description What identifies a group. */
        Group: {
            /** Format: int64 */
            id: number;
            name: string;
            path: string;
            full_path: string;
            web_url: string;
        };
        /** @description How GitLab words most refusals. */
        Message: {
            /** @description A sentence, or lists of sentences by field. */
            message: string | {
                [key: string]: string[];
            };
        };
        /** @description How GitLab words a parameter that is missing or wrong. Several are joined by a comma. */
        ParameterError: {
            error: string;
        };
        /** @description Two shapes share the status 400; the key tells them apart. */
        BadRequest: components["schemas"]["ParameterError"] | components["schemas"]["Message"];
        /** @description How GitLab words a token that is not enough, as RFC 6750 has it. */
        OAuthError: {
            /** @enum {string} */
            error: "invalid_token" | "insufficient_scope" | "insufficient_granular_scope";
            error_description?: string;
            scope?: string;
        };
    };
    responses: {
        /** @description The project has moved. The same request, by numeric id, is in `Location`. */
        MovedPermanently: {
            headers: {
                /**
                 * @description The same request with the project's numeric id.
                 * @example https://gitlab.example.com/api/v4/projects/1
                 */
                Location?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description A parameter is wrong. */
        InvalidPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ParameterError"];
            };
        };
        /** @description There is no token, or GitLab does not accept it. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"] | components["schemas"]["OAuthError"];
            };
        };
        /** @description The caller may not do this. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"] | components["schemas"]["OAuthError"];
            };
        };
        /** @description The token is not enough. What its user may not see is answered with 404. */
        ForbiddenToLookUp: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description The caller may not do this. */
        ForbiddenToWrite: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"] | components["schemas"]["OAuthError"];
            };
        };
        /** @description The caller may not do this. */
        ForbiddenToRemove: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"] | components["schemas"]["OAuthError"];
            };
        };
        /** @description There is no such project, or the caller may not see it. */
        ProjectNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description A write used the old path of a project that has moved. Use its numeric id. */
        MethodNotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description Another request holds a lock on the project. It can be sent again. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description The rate limit. Often without any of these headers. */
        TooManyRequests: {
            headers: {
                /**
                 * @description Seconds to wait.
                 * @example 30
                 */
                "Retry-After"?: number;
                /**
                 * @description When the limit resets, as an HTTP date.
                 * @example Sun, 22 Nov 2026 12:00:00 GMT
                 */
                "RateLimit-ResetTime"?: string;
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /** @description GitLab failed. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description A proxy before GitLab got no answer. The body is a page of the proxy's, or empty. */
        BadGateway: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
            };
        };
        /** @description GitLab is down for maintenance, or a proxy before it is. The body is a page of the proxy's, or empty. */
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
         * @description The project's numeric id, or its full path, URL-encoded.
         * @example 1
         */
        ProjectIdOrPath: number | string;
        /**
         * @description The numeric id of the project that owns the allowlist. A path is refused here.
         * @example 1
         */
        ProjectId: number;
        /** @description Which page to return. */
        Page: number;
        /** @description How many rows a page has. GitLab caps what is asked at 100. */
        PerPage: number;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The pages `next`, `prev`, `first` and `last`, as RFC 8288 links.
         * @example <https://gitlab.example.com/api/v4/projects/1/job_token_scope/allowlist?id=1&page=1&per_page=20>; rel="first", <https://gitlab.example.com/api/v4/projects/1/job_token_scope/allowlist?id=1&page=1&per_page=20>; rel="last"
         */
        Link: string;
        /**
         * @description The number of this page.
         * @example 1
         */
        "X-Page": number;
        /**
         * @description How many rows a page has.
         * @example 20
         */
        "X-Per-Page": number;
        /**
         * @description The number of the next page; empty on the last.
         * @example
         */
        "X-Next-Page": string;
        /**
         * @description The number of the previous page; empty on the first, and past the last.
         * @example
         */
        "X-Prev-Page": string;
        /**
         * @description How many rows there are in all. Left out above 10,000.
         * @example 2
         */
        "X-Total": number;
        /**
         * @description How many pages there are. Left out above 10,000 rows.
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
                 * @description The project's numeric id, or its full path, URL-encoded.
                 * @example 1
                 */
                id: components["parameters"]["ProjectIdOrPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings in force. */
            200: {
                headers: {
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
                 * @description The project's numeric id, or its full path, URL-encoded.
                 * @example 1
                 */
                id: components["parameters"]["ProjectIdOrPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobTokenScopeUpdate"];
            };
        };
        responses: {
            /** @description Accepted. Nothing is returned. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is wrong, or a rule of GitLab's forbids the change. */
            400: {
                headers: {
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAllowedProjects: {
        parameters: {
            query?: {
                /** @description Which page to return. */
                page?: components["parameters"]["Page"];
                /** @description How many rows a page has. GitLab caps what is asked at 100. */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path: {
                /**
                 * @description The project's numeric id, or its full path, URL-encoded.
                 * @example 1
                 */
                id: components["parameters"]["ProjectIdOrPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of projects. */
            200: {
                headers: {
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
                 * @description The numeric id of the project that owns the allowlist. A path is refused here.
                 * @example 1
                 */
                id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllowProjectRequest"];
            };
        };
        responses: {
            /** @description The link that was made. The entry's id is `target_project_id`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectLink"];
                };
            };
            /** @description A parameter is wrong, or a rule of GitLab's forbids the change. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRequest"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToWrite"];
            /** @description The source is missing or invisible to the caller, or there is no such target. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
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
                 * @description The numeric id of the project that owns the allowlist. A path is refused here.
                 * @example 1
                 */
                id: components["parameters"]["ProjectId"];
                /**
                 * @description The numeric id of the project to remove.
                 * @example 42
                 */
                target_project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. Nothing is returned. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is wrong, or a rule of GitLab's forbids the change. */
            400: {
                headers: {
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
                /** @description Which page to return. */
                page?: components["parameters"]["Page"];
                /** @description How many rows a page has. GitLab caps what is asked at 100. */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path: {
                /**
                 * @description The project's numeric id, or its full path, URL-encoded.
                 * @example 1
                 */
                id: components["parameters"]["ProjectIdOrPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of groups. */
            200: {
                headers: {
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
                 * @description The numeric id of the project that owns the allowlist. A path is refused here.
                 * @example 1
                 */
                id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllowGroupRequest"];
            };
        };
        responses: {
            /** @description The link that was made. The entry's id is `target_group_id`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupLink"];
                };
            };
            /** @description A parameter is wrong, or a rule of GitLab's forbids the change. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRequest"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToWrite"];
            /** @description The source is missing or invisible to the caller, or there is no such target. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
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
                 * @description The numeric id of the project that owns the allowlist. A path is refused here.
                 * @example 1
                 */
                id: components["parameters"]["ProjectId"];
                /**
                 * @description The numeric id of the group to remove.
                 * @example 7
                 */
                target_group_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. Nothing is returned. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is wrong, or a rule of GitLab's forbids the change. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRequest"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToRemove"];
            /** @description There is no such group, or the source is missing or invisible to the caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
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
                 * @description The project's numeric id, or its full path, URL-encoded.
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
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getGroup: {
        parameters: {
            query?: {
                /** @description GitLab adds the group's projects to the answer unless this is `false`. */
                with_projects?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The group's numeric id, or its full path, URL-encoded.
                 * @example group
                 */
                id: number | string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description A parameter is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParameterError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["ForbiddenToLookUp"];
            /** @description There is no such group, or the caller may not see it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
