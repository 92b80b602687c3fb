// These recipes are tests: to import one is to run it.
import "../../recipes/vitest.ts";
import "../../recipes/without-a-socket.ts";
