import { join, relative } from 'path';
import { Forwarder, startForwarder } from './startForwarder';

/**
 * One end of a bridge between a network namespace and the machine. The other
 * end is told the same folder, with the ports exchanged.
 */
export async function carryPorts(options: {
  /** In which both ends find the sockets. */
  folder: string;
  /** Ports that something on this side listens on. */
  served: readonly number[];
  /** Ports of the other side, which answer on this side too. */
  called: readonly number[];
}): Promise<Forwarder> {
  // The path of a socket may have no more than 107 characters.
  const folder = relative(process.cwd(), options.folder);
  const socket = (port: number) => ({ path: join(folder, `${port}.sock`) });
  const forwarders = await Promise.all([
    ...options.served.map(port =>
      startForwarder({ from: socket(port), to: { port } }),
    ),
    ...options.called.map(port =>
      startForwarder({ from: { port }, to: socket(port) }),
    ),
  ]);
  return {
    close: async () => {
      await Promise.all(forwarders.map(forwarder => forwarder.close()));
    },
  };
}
