import { createHash, timingSafeEqual } from 'crypto';
import { unauthorized } from '../apiErrors';

export type Tier = 'reader' | 'promoter' | 'changer' | 'admin';

/** One bearer token for each tier. */
export type TierTokens = Record<Tier, string>;

export interface User {
  name: string;
  groups: string[];
  /** Absent for somebody who sent no token. */
  tier?: Tier;
}

const TIERS: Tier[] = ['reader', 'promoter', 'changer', 'admin'];

const ANONYMOUS: User = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

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
    return ANONYMOUS;
  }
  const tier = tierOf(tokens, authorization);
  if (!tier) {
    throw unauthorized();
  }
  return userOf(tier);
}

/** The tier whose token this is; undefined for any other token or none. */
export function tierOf(
  tokens: TierTokens,
  authorization: string | undefined,
): Tier | undefined {
  const [scheme, token] = (authorization ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer'
    ? TIERS.find(candidate => isSame(tokens[candidate], token))
    : undefined;
}

function userOf(tier: Tier): User {
  return tier === 'admin'
    ? {
        name: 'kubernetes-admin',
        groups: ['system:masters', 'system:authenticated'],
        tier,
      }
    : {
        name: `system:serviceaccount:shop-portal:${tier}`,
        groups: [
          'system:serviceaccounts',
          'system:serviceaccounts:shop-portal',
          'system:authenticated',
        ],
        tier,
      };
}

function isSame(left: string, right = ''): boolean {
  return timingSafeEqual(hash(left), hash(right));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
