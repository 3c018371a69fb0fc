import { createHash, timingSafeEqual } from 'crypto';
import { ApiError, RequestedResource } from './ApiError';

const READ = ['get', 'list', 'watch'];
const TIERS = ['reader', 'promoter', 'changer', 'admin'] as const;

export type Tier = (typeof TIERS)[number];

/** One bearer token for each tier. */
export type TierTokens = Record<Tier, string>;

export interface User {
  name: string;
  /** Absent for somebody who sent no token. */
  tier?: Tier;
}

/**
 * Who sent the request.
 *
 * @throws ApiError 401 for a token that nobody has
 */
export function authenticate(
  tokens: TierTokens,
  authorization: string | undefined,
): User {
  if (authorization === undefined) {
    return { name: 'system:anonymous' };
  }
  const tier = tierOf(tokens, authorization);
  if (!tier) {
    throw new ApiError(401, 'Unauthorized', 'Unauthorized');
  }
  return { name: `system:serviceaccount:shop-portal:${tier}`, tier };
}

/** The tier whose token this is; undefined for any other token or none. */
export function tierOf(
  tokens: TierTokens,
  authorization = '',
): Tier | undefined {
  const token = /^bearer (.+)$/i.exec(authorization)?.[1] ?? '';
  return TIERS.find(tier => timingSafeEqual(hash(tokens[tier]), hash(token)));
}

/**
 * Readers see all but secrets. Each higher tier may do more to a Rollout, and
 * nothing else; only the admin may do the rest. Whoever has a token may see
 * what the server tells about itself, which is no resource.
 */
export function isAllowed(
  { tier }: User,
  verb: string,
  requested?: RequestedResource,
): boolean {
  if (tier === undefined || tier === 'admin' || !requested) {
    return tier !== undefined;
  }
  const { group, plural, subresource } = requested;
  const resource = subresource ? `${plural}/${subresource}` : plural;
  switch (`${verb} ${group}/${resource}`) {
    case 'patch argoproj.io/rollouts':
      return tier === 'changer';
    case 'patch argoproj.io/rollouts/status':
      return tier !== 'reader';
    case 'create authorization.k8s.io/selfsubjectaccessreviews':
      return true;
    default:
      return READ.includes(verb) && plural !== 'secrets';
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
