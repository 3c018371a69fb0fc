import {
  formatNetwork,
  parseNetwork,
  subnet,
} from '@shop-portal/plugin-shop-create-common';

/** Subnets of an environment, one of each kind in each zone. */
export interface NetworkPlan {
  private: string[];
  public: string[];
  database: string[];
}

const ZONES = [0, 1, 2];

/**
 * Cuts a network into subnets, always in the same way: three sixteenths for
 * pods and nodes, then small ones for load balancers and databases.
 */
export function planNetwork(cidr: string): NetworkPlan {
  const network = parseNetwork(cidr);
  if (!network) {
    return { private: [], public: [], database: [] };
  }
  const cut = (bits: number, start: number) =>
    ZONES.map(zone => formatNetwork(subnet(network, bits, start + zone)));
  return { private: cut(4, 0), public: cut(8, 64), database: cut(8, 72) };
}
