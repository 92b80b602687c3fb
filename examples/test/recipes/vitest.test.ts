// Importing the recipes runs their tests.
import "../../recipes/vitest.ts";
import "../../recipes/without-a-socket.ts";
