import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { shopCreateTranslationRef } from '../../translation';
import { OptionsField } from '../OptionsField';
import { useOptions } from '../useOptions';
import type { OwnServiceFieldProps } from './schema';

/** Lets a person choose a deployed component that a group of theirs owns. */
export function ShopOwnService(props: OwnServiceFieldProps) {
  const { t } = useTranslationRef(shopCreateTranslationRef);
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  const services = useOptions('own', async () => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    const { items } = await catalogApi.getEntities({
      filter: {
        kind: 'Component',
        'metadata.namespace': 'default',
        'relations.ownedBy': ownershipEntityRefs,
      },
      fields: ['kind', 'metadata'],
      order: { field: 'metadata.name', order: 'asc' },
    });
    return items
      .filter(
        ({ metadata }) =>
          metadata.annotations?.['backstage.io/kubernetes-id'] ===
          metadata.name,
      )
      .map(({ metadata }) => ({ value: metadata.name, label: metadata.name }));
  });

  return (
    <OptionsField
      field={props}
      options={services}
      texts={{
        none: t('ownService.none'),
        choose: t('ownService.choose'),
        loading: t('ownService.loading'),
        failed: t('ownService.failed'),
      }}
    />
  );
}
