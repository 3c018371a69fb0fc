import { buildCluster } from './lib/buildCluster.mjs';
import { runMain } from './lib/UserError.mjs';

// Alone, it can run beside something else, such as `npm test`.
await runMain(buildCluster);
