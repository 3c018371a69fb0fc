/** An IPv4 network. @public */
export interface Network {
  /** Its first address, as a number. */
  first: number;
  /** How many leading bits all of its addresses share. */
  prefix: number;
}

/** A network that an environment has already. @public */
export interface TakenNetwork {
  cidr: string;
  /** Where: account, region and environment, joined by slashes. */
  environment: string;
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const SMALLEST_PREFIX = 16;
const LARGEST_PREFIX = 20;
const CIDR = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/**
 * Reads a network in the notation `10.20.0.0/16`, or `undefined` where the
 * text is something else. Leading zeros are something else: some programs read
 * them as octal.
 *
 * @public
 */
export function parseNetwork(cidr: string): Network | undefined {
  const match = CIDR.exec(cidr);
  if (!match) {
    return undefined;
  }
  const parts = match.slice(1);
  if (parts.some(part => part.length > 1 && part.startsWith('0'))) {
    return undefined;
  }
  const [prefix] = parts.splice(4).map(Number);
  const octets = parts.map(Number);
  if (prefix > 32 || octets.some(octet => octet > 255)) {
    return undefined;
  }
  return {
    first: octets.reduce((address, octet) => address * 256 + octet, 0),
    prefix,
  };
}

/** Writes a network in the notation `10.20.0.0/16`. @public */
export function formatNetwork({ first, prefix }: Network): string {
  const octets = [24, 16, 8, 0].map(
    bits => Math.floor(first / 2 ** bits) % 256,
  );
  return `${octets.join('.')}/${prefix}`;
}

/** Whether two networks have an address in common. @public */
export function overlaps(a: Network, b: Network): boolean {
  return a.first < b.first + sizeOf(b) && b.first < a.first + sizeOf(a);
}

/**
 * A part of a network: the `index`-th of those with so many more leading bits.
 *
 * @public
 */
export function subnet(network: Network, bits: number, index: number): Network {
  const prefix = network.prefix + bits;
  return { first: network.first + index * 2 ** (32 - prefix), prefix };
}

/**
 * Says in one sentence why a text cannot be the network of an environment, or
 * `undefined` where it can.
 *
 * @public
 */
export function describeNetworkProblem(cidr: string): string | undefined {
  const network = parseNetwork(cidr);
  if (!network) {
    return 'Write a network such as 10.50.0.0/16.';
  }
  const { first, prefix } = network;
  if (prefix < SMALLEST_PREFIX || prefix > LARGEST_PREFIX) {
    return `Use a size from /${SMALLEST_PREFIX} to /${LARGEST_PREFIX}.`;
  }
  const start = first - (first % sizeOf(network));
  if (start !== first) {
    return `Start at the network's first address: ${formatNetwork({
      first: start,
      prefix,
    })}.`;
  }
  return isPrivate(network)
    ? undefined
    : 'Use a private network: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.';
}

/**
 * Says in one sentence which environment has addresses of the network, or
 * `undefined` where none has.
 *
 * @public
 */
export function describeTakenNetwork(
  cidr: string,
  taken: TakenNetwork[],
): string | undefined {
  const network = parseNetwork(cidr);
  const other = taken.find(each => {
    const theirs = parseNetwork(each.cidr);
    return network && theirs && overlaps(network, theirs);
  });
  if (!network || !other) {
    return undefined;
  }
  const free = findFreeNetwork(network.prefix, taken);
  const advice = free ? `Try ${free}.` : 'Choose another network.';
  return `${cidr} overlaps ${other.environment} (${other.cidr}). ${advice}`;
}

/** The first network of a size in 10.0.0.0/8 that nobody has. @public */
export function findFreeNetwork(
  prefix: number,
  taken: TakenNetwork[],
): string | undefined {
  const networks = taken.flatMap(({ cidr }) => parseNetwork(cidr) ?? []);
  const size = sizeOf({ first: 0, prefix });
  const end = 11 * 2 ** 24;
  for (let first = 10 * 2 ** 24; first < end; first += size) {
    const candidate = { first, prefix };
    if (!networks.some(network => overlaps(network, candidate))) {
      return formatNetwork(candidate);
    }
  }
  return undefined;
}

function isPrivate(network: Network): boolean {
  return PRIVATE.some(cidr => {
    const range = parseNetwork(cidr);
    return (
      range !== undefined &&
      range.first <= network.first &&
      network.first + sizeOf(network) <= range.first + sizeOf(range)
    );
  });
}

function sizeOf({ prefix }: Network): number {
  return 2 ** (32 - prefix);
}
