import { createServer } from "node:http";
import { listen, type Server } from "./listen.js";

const page =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">' +
  '<script type="module">import * as cases from "/cases.js"; globalThis.cases = cases;</script>';

/** Serves a page that loads a bundle, at an origin of its own. */
export function startPageServer(code: string): Promise<Server> {
  const server = createServer(({ url }, response) => {
    const isScript = url === "/cases.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
    response.end(isScript ? code : page);
  });
  return listen(server);
}
