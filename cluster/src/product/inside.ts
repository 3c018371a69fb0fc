import { carryPorts } from '../bridge/carryPorts';
import { fail } from '../fail';
import {
  portsIn,
  portsOut,
  readProductSetup,
  socketsDir,
} from './ProductSetup';
import { startProduct } from './startProduct';

/** The part of the product's control plane that runs in the namespace. */
async function main(): Promise<void> {
  const setup = readProductSetup(process.argv[2]);
  // Before it has started, all of it ends with this process.
  let stop = async () => {};
  process.once('message', () => {
    stop().then(() => process.exit(0), fail);
  });
  await carryPorts({
    folder: socketsDir(setup),
    served: portsOut(setup),
    called: portsIn(setup),
  });
  ({ stop } = await startProduct(setup, fail));
  process.send?.('ready');
}

main().catch(fail);
