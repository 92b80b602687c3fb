// The recipe contains tests. It has its own file, because it replaces the global fetch.
import "../../recipes/msw.ts";
