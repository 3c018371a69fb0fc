import { RELATION_OWNED_BY, parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getEntityRelations, useEntity } from '@backstage/plugin-catalog-react';
import { EmptyNote } from '@shop-portal/plugin-shop-react';
import { shopRolloutsTranslationRef } from '../../../translation';

/** The person may see the entity, but not its deliveries. */
export function MayNotRead() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { entity } = useEntity();
  const owners = getEntityRelations(entity, RELATION_OWNED_BY).map(
    ({ name }) => name,
  );
  const specOwner = entity.spec?.owner;
  const owner =
    owners.join(', ') ||
    (typeof specOwner === 'string'
      ? parseEntityRef(specOwner, { defaultKind: 'group' }).name
      : t('notes.ownerUnknown'));
  return <EmptyNote fact={t('notes.mayNotRead', { owner })} />;
}
