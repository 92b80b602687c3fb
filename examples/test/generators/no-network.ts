// Loaded into a generator's process with `--import`: exits instead of connecting to anything, such as a telemetry service.
import { Socket } from "node:net";

Socket.prototype.connect = function connect(options: unknown): never {
  process.stderr.write(`network access: ${JSON.stringify(options)}\n`);
  process.exit(70);
};
