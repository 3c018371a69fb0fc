import {
  ApiFactoryRegistry,
  ApiProvider,
  ApiResolver,
} from '@backstage/core-app-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { argoCDApiRef } from '@roadiehq/backstage-plugin-argo-cd';
import { ReactNode, useMemo } from 'react';
import { ShopArgoCdApi } from './ShopArgoCdApi';

/**
 * Gives the Argo CD cards an API that knows which entity they are shown for.
 *
 * @remarks
 * Their own calls name applications by annotations only; what a person may read
 * is decided by entity.
 */
export function EntityArgoCdApiProvider(props: { children: ReactNode }) {
  const fetchApi = useApi(fetchApiRef);
  const entityRef = stringifyEntityRef(useEntity().entity);
  const apis = useMemo(() => {
    const factories = new ApiFactoryRegistry();
    factories.register('app', {
      api: argoCDApiRef,
      deps: {},
      factory: () => ShopArgoCdApi.create({ fetchApi, entityRef }),
    });
    return new ApiResolver(factories);
  }, [fetchApi, entityRef]);
  return <ApiProvider apis={apis}>{props.children}</ApiProvider>;
}
