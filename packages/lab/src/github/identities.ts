import { Person } from './repositories';

/** An account of the lab's GitHub. */
export interface Account extends Person {
  id: number;
  login: string;
  type: 'Bot' | 'Organization' | 'User';
}

/** Whose token the portal has. */
export const PORTAL: Account = {
  id: 2,
  login: 'shop-portal[bot]',
  type: 'Bot',
  name: 'Shop portal',
  email: 'portal@shop.example',
};

/** Who commits for workflows. */
export const ACTIONS: Account = {
  id: 3,
  login: 'github-actions[bot]',
  type: 'Bot',
  name: 'GitHub Actions',
  email: 'actions@shop.example',
};

/** Whoever uses the web pages: they ask for no sign-in. */
export const YOU: Account = {
  id: 4,
  login: 'you',
  type: 'User',
  name: 'You',
  email: 'you@shop.example',
};

export const ACCOUNTS = [PORTAL, ACTIONS, YOU];

export function organizationAccount(login: string): Account {
  return {
    id: 1,
    login,
    type: 'Organization',
    name: login,
    email: `${login}@shop.example`,
  };
}
