/* eslint-disable jest/valid-title, jest/valid-describe-callback, jest/no-disabled-tests -- title and tests are the caller's */
import { contractSide } from './openContractSide';

/**
 * Tests that the lab cannot be asked to pass.
 *
 * @param reason - why not; it stands in the title of what is skipped there
 */
export function describeOnReal(
  title: string,
  reason: string,
  tests: () => void,
): void {
  if (contractSide === 'real') {
    describe(title, tests);
  } else {
    describe.skip(`${title} (real parts only: ${reason})`, tests);
  }
}
