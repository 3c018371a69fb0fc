import { carryPorts } from '../bridge/carryPorts';
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
  await carryPorts({
    folder: socketsDir(setup),
    served: portsOut(setup),
    called: portsIn(setup),
  });
  const product = await startProduct(setup, fail);
  process.once('message', () => {
    product.stop().then(() => process.exit(0), fail);
  });
  process.send?.('ready');
}

function fail(error: unknown): void {
  process.stderr.write(
    `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
}

main().catch(fail);
