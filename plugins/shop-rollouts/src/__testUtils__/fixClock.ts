import { cleanup } from '@testing-library/react';
import { NOW } from './deliveries';

/** Lets every test of a file start at the same moment. */
export function fixClock() {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW, advanceTimers: true });
  });

  afterEach(() => {
    cleanup();
    jest.useRealTimers();
  });
}
