import { useEffect, useRef } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  DELIVERY_SIGNAL_CHANNEL,
  DeliveryChangedSignal,
} from '@shop-portal/plugin-shop-rollouts-common';

/**
 * Hears which entities changed, and whether clusters or Argo CD did. Every signal is seen: unlike `useSignal`,
 * which keeps the last one only and may miss one of two that come together.
 * A signal that names no entity is a sign of life.
 */
export function useDeliverySignals(
  onSignal: (signal: DeliveryChangedSignal) => void,
): void {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(onSignal);

  useEffect(() => {
    latest.current = onSignal;
  });

  useEffect(() => {
    const subscription = signals?.subscribe(
      DELIVERY_SIGNAL_CHANNEL,
      message => {
        const refs = message.entityRefs;
        latest.current({
          entityRefs: Array.isArray(refs)
            ? refs.filter(ref => typeof ref === 'string')
            : [],
          sources: message.sources === true,
        });
      },
    );
    return () => subscription?.unsubscribe();
  }, [signals]);
}
