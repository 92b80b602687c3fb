#!/usr/bin/env node
import module from "node:module";

// Compiling Prism's modules is a sixth of a start. Node keeps them compiled for the next one, from 22.1 on.
module.enableCompileCache?.();
await import("../dist/cli.js");
