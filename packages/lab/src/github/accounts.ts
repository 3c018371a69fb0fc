import { createHash, timingSafeEqual } from 'node:crypto';
import { Person } from './git/GitRepository';

/** An account of the lab's GitHub. */
export interface Account extends Person {
  id: number;
  login: string;
  type: 'Bot' | 'Organization' | 'User';
}

export interface Tokens {
  portal: string;
  actions: string;
}

/** Whose token the portal has. */
const PORTAL = createAccount(2, 'shop-portal[bot]', 'Shop portal', 'Bot');

/** Who commits for workflows. */
export const ACTIONS = createAccount(
  3,
  'actions[bot]',
  'GitHub Actions',
  'Bot',
);

/** Whoever uses the web pages: they ask for no sign-in. */
export const YOU = createAccount(4, 'you', 'You', 'User');

export const ACCOUNTS = [PORTAL, ACTIONS, YOU];

export function createAccount(
  id: number,
  login: string,
  name: string,
  type: Account['type'],
): Account {
  const email = `${login.replace('[bot]', '')}@shop.example`;
  return { id, login, name, type, email };
}

/**
 * Whose token an `Authorization` header brings: `token`, `Bearer`, or `Basic`
 * with the token as password, as git sends it.
 */
export function findAccount(
  header: string | undefined,
  tokens: Tokens,
): Account | undefined {
  const [, scheme = '', value = ''] =
    /^(basic|bearer|token) (.*)$/i.exec(header ?? '') ?? [];
  const token = /^basic$/i.test(scheme)
    ? Buffer.from(value, 'base64')
        .toString()
        .replace(/^[^:]*:/, '')
    : value;
  if (equal(token, tokens.portal)) {
    return PORTAL;
  }
  return equal(token, tokens.actions) ? ACTIONS : undefined;
}

function equal(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
