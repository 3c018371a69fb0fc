import { createHash, timingSafeEqual } from 'node:crypto';
import { Account, ACTIONS, PORTAL } from './identities';

export interface Tokens {
  portal: string;
  actions: string;
}

/**
 * Whose token an `Authorization` header brings: `token`, `Bearer`, or `Basic`
 * with the token as password, as git sends it.
 */
export function findAccount(
  header: string | undefined,
  tokens: Tokens,
): Account | undefined {
  const token = readToken(header ?? '');
  if (token === undefined) {
    return undefined;
  }
  if (equal(token, tokens.portal)) {
    return PORTAL;
  }
  return equal(token, tokens.actions) ? ACTIONS : undefined;
}

function readToken(header: string): string | undefined {
  const [scheme = '', value] = header.split(' ');
  switch (scheme.toLocaleLowerCase('en-US')) {
    case 'token':
    case 'bearer':
      return value;
    case 'basic':
      return Buffer.from(value ?? '', 'base64')
        .toString()
        .split(':')
        .slice(1)
        .join(':');
    default:
      return undefined;
  }
}

function equal(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
