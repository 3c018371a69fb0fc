import { dirname, join } from 'path';

const WORKSPACE = dirname(require.resolve('@shop-portal/cluster/package.json'));

/** What a cluster needs beside the upstreams' own manifests. */
export const MANIFESTS = join(WORKSPACE, 'manifests');

/** What the portal needs in each cluster whose services it shows. */
export const TARGET_CLUSTER = join(WORKSPACE, '../deploy/target-cluster');
