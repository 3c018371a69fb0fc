import { contractSide } from '@shop-portal/cluster';

/** Versions of the Rollouts controller that this side has. */
export const VERSIONS =
  contractSide === 'real'
    ? (['1.10.0', '1.9.2'] as const)
    : (['1.10.0'] as const);
