import { createContext, RefObject } from 'react';

/** The heading of the lane that the parts below belong to. */
export const LaneHeadingContext = createContext<
  RefObject<HTMLHeadingElement> | undefined
>(undefined);
