#!/usr/bin/env node
import module from "node:module";

// Compiled code is kept in the directory for temporary files, so that the next start takes less time.
module.enableCompileCache?.();
await import("../dist/main.js");
