// A recipe that is a test, in a file of its own since it changes fetch for all of it.
import "../../recipes/msw.ts";
