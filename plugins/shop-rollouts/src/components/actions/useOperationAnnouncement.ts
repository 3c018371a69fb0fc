import { useEffect, useRef } from 'react';
import { useAnnounce } from '@shop-portal/plugin-shop-react';
import { Operation } from '@shop-portal/plugin-shop-rollouts-common';
import { operationText } from './operationText';

function stepKey(operation: Operation | undefined): string {
  return operation ? `${operation.id} ${operation.steps.length}` : '';
}

/** Says each new line of an operation once; not what was there at load. */
export function useOperationAnnouncement(
  operation: Operation | undefined,
  formerRunsUntil?: string,
): void {
  const announce = useAnnounce();
  const said = useRef(stepKey(operation));

  useEffect(() => {
    const current = stepKey(operation);
    if (operation && said.current !== current) {
      said.current = current;
      announce(operationText(operation, formerRunsUntil));
    }
  }, [announce, formerRunsUntil, operation]);
}
