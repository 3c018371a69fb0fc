import { ReactNode, useEffect, useMemo } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  toastApiRef,
  useApi,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { deliveryQueryClientApiRef } from '../api/deliveryQueryClientApiRef';
import { shopRolloutsApiRef } from '../api/ShopRolloutsApi';
import { shopRolloutsTranslationRef } from '../translation';
import { OperationFollower } from './OperationFollower';
import { OperationFollowerContext } from './OperationFollowerContext';

interface Shared {
  client: QueryClient;
  follower: OperationFollower;
}

function DeliveryWrapper(props: { children: ReactNode; value: Shared }) {
  return (
    <QueryClientProvider client={props.value.client}>
      <OperationFollowerContext.Provider value={props.value.follower}>
        {props.children}
      </OperationFollowerContext.Provider>
    </QueryClientProvider>
  );
}

function useShared(): Shared {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const api = useApi(shopRolloutsApiRef);
  const apis = useApiHolder();
  const client = useApi(deliveryQueryClientApiRef);
  const linkLabel = t('toast.open');
  const follower = useMemo(
    () =>
      new OperationFollower({
        api,
        signals: apis.get(signalApiRef),
        toasts: apis.get(toastApiRef),
        linkLabel,
      }),
    [api, apis, linkLabel],
  );

  useEffect(() => follower.listen(), [follower]);

  return useMemo(() => ({ client, follower }), [client, follower]);
}

/**
 * What every extension of the plugin shares, tab and card alike: one query
 * client, and one that tells people who left how their action ended.
 */
export function createWrapper() {
  return { useWrapperValue: useShared, component: DeliveryWrapper };
}
