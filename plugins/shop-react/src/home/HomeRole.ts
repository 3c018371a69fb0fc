import { createContext, useContext } from 'react';

/**
 * Whom Home is drawn for. It decides only what is shown and in which order;
 * what a person may do is decided by the backend.
 * @public
 */
export type HomeRole = 'operator' | 'developer' | 'platform' | 'viewer';

/** @public */
export const HomeRoleContext = createContext<HomeRole | undefined>(undefined);

/**
 * The role of the signed-in person, on Home; undefined elsewhere.
 * @public
 */
export function useHomeRole(): HomeRole | undefined {
  return useContext(HomeRoleContext);
}
