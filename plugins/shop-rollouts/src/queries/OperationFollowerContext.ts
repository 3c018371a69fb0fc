import { createContext } from 'react';
import { OperationFollower } from './OperationFollower';

/** Where the app has one, it tells about actions of people who left. */
export const OperationFollowerContext = createContext<
  OperationFollower | undefined
>(undefined);
