import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { mkdirSync } from 'fs';
import { dirname, join } from 'path';
import { carryPorts } from '../bridge/carryPorts';
import { fail } from '../fail';
import {
  portsIn,
  portsOut,
  readProductSetup,
  socketsDir,
} from './ProductSetup';

/**
 * The control plane of a product that runs on this machine. It is kept in a
 * network namespace, because parts of it listen on all addresses; this process
 * shows its ports on loopback.
 */
async function main(): Promise<void> {
  const [setupFile] = process.argv.slice(2);
  const setup = readProductSetup(setupFile);
  const sockets = socketsDir(setup);
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  const bridge = await carryPorts({
    folder: sockets,
    served: portsIn(setup),
    called: portsOut(setup),
  });
  const inside = startInside(setup.namespace, setupFile);
  inside.once('exit', (code, signal) => {
    process.stderr.write(`The namespace ended: ${signal ?? code}.\n`);
    process.exit(1);
  });
  process.once('SIGTERM', async () => {
    inside.removeAllListeners('exit');
    const ended = once(inside, 'exit');
    inside.send('stop');
    await ended;
    await bridge.close();
    process.exit(0);
  });
  inside.on('message', message => {
    // The loader of TypeScript sends messages of its own.
    if (message === 'ready') {
      process.send?.('ready');
    }
  });
}

/** It ends with this process: it holds the other end of its channel. */
function startInside(namespace: string[], setupFile: string): ChildProcess {
  const [file, ...args] = [
    ...namespace,
    process.execPath,
    ...process.execArgv,
    join(dirname(process.argv[1]), 'inside.ts'),
    setupFile,
  ];
  return spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

main().catch(fail);
