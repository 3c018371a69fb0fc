export { startIdentityProvider } from './IdentityProvider';
export type {
  IdentityProvider,
  IdentityProviderOptions,
} from './IdentityProvider';
export { labPeople } from './people';
export type { Person } from './people';
