import { createContext, useContext } from 'react';
import {
  Operation,
  ReleaseHistory,
} from '@shop-portal/plugin-shop-rollouts-common';

/** What every part of the Delivery tab knows of the whole. */
export interface DeliveryContextValue {
  entityRef: string;
  /** When the backend answered last. */
  readAt: string;
  /** Newest first. */
  operations: Operation[];
  /** What Git tells about the releases, as far as it is known. */
  history?: ReleaseHistory;
  /** Why nobody should act now, although the server would offer it. */
  offlineReason?: string;
  /** Full reference of the signed-in person, once known. */
  currentUser?: string;
}

export const DeliveryContext = createContext<DeliveryContextValue>({
  entityRef: '',
  readAt: '',
  operations: [],
});

export function useDeliveryContext(): DeliveryContextValue {
  return useContext(DeliveryContext);
}
