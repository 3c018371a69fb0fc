import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  identityApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect } from 'react';
import { shopCreateTranslationRef } from '../../translation';
import { OptionsField } from '../OptionsField';
import { useOptions } from '../useOptions';
import type { OwnGroupsFieldProps } from './schema';

/** Lets a person choose one of their own groups; the first one is chosen. */
export function ShopOwnGroups(props: OwnGroupsFieldProps) {
  const { formData, onChange } = props;
  const { t } = useTranslationRef(shopCreateTranslationRef);
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  const groups = useOptions('own', async () => {
    const { userEntityRef } = await identityApi.getBackstageIdentity();
    const { items } = await catalogApi.getEntities({
      filter: { kind: 'Group', 'relations.hasMember': userEntityRef },
      fields: ['kind', 'metadata', 'spec.profile'],
      order: { field: 'metadata.name', order: 'asc' },
    });
    return items.map(entity => ({
      value: stringifyEntityRef(entity),
      label: entity.metadata.title ?? entity.metadata.name,
    }));
  });
  const first =
    groups.status === 'ready' ? groups.options[0]?.value : undefined;

  useEffect(() => {
    if (!formData && first) {
      onChange(first);
    }
  }, [formData, first, onChange]);

  return (
    <OptionsField
      field={props}
      options={groups}
      texts={{
        none: t('ownGroups.none'),
        choose: t('ownGroups.choose'),
        loading: t('ownGroups.loading'),
        failed: t('ownGroups.failed'),
      }}
    />
  );
}
