import type { InfrastructureRepository } from '../infrastructure';
import { Lookup, requireConfigured } from './createLookupHandler';

/** Answers which networks environments have. */
export function lookUpNetworks(
  infrastructure: InfrastructureRepository | undefined,
): Lookup {
  return async (_, signal) => {
    const networks = await requireConfigured(
      infrastructure,
      'infrastructure repository',
    ).listNetworks(signal);
    return networks.map(({ cidr, environment }) => ({
      id: cidr,
      title: environment,
    }));
  };
}
