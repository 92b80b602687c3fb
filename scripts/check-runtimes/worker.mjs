import { run } from "./web.mjs";

// biome-ignore lint/style/noDefaultExport: a worker is one
export default {
  async fetch(request) {
    try {
      return Response.json(await run(await request.json()));
    } catch (error) {
      return new Response(String(error), { status: 500 });
    }
  },
};
