import { Badge } from '@backstage/ui';
import { RiShieldLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopRolloutsTranslationRef } from '../translation';

/** Marks production in words, wherever a person could mix it up. */
export function ProductionBadge() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  return (
    <Badge size="medium" icon={<RiShieldLine size={16} aria-hidden="true" />}>
      {t('lane.production')}
    </Badge>
  );
}
