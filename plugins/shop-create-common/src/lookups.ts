import { serviceNameLookup } from './serviceNameLookup';

const { provider } = serviceNameLookup;

/**
 * Which environments there are. The context names a `service`, to learn which
 * it can get in addition, or a `system`, to learn which a new service gets.
 * Each result is an environment, with its cluster and namespace as its title.
 *
 * @public
 */
export const environmentsLookup = {
  provider,
  resource: 'environments',
} as const;

/**
 * Which networks environments have already. Each result is a network in CIDR
 * notation, with the environment that has it as its title.
 *
 * @public
 */
export const networksLookup = { provider, resource: 'networks' } as const;

/**
 * Which repositories templates write to. Each result is what a repository is
 * for (`deployment`, `infrastructure`, `source`), with its address on GitHub
 * (`shop/deploy`) as its title; the one of a new service ends with a slash.
 *
 * @public
 */
export const repositoriesLookup = {
  provider,
  resource: 'repositories',
} as const;
