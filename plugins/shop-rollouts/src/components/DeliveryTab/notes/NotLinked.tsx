import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EmptyNote, useCopy } from '@shop-portal/plugin-shop-react';
import { KUBERNETES_ID_ANNOTATION } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../../translation';
import styles from '../DeliveryTab.module.css';

/** The entity carries none of the annotations that link it. */
export function NotLinked() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { entity } = useEntity();
  const lines = [
    'metadata:',
    '  annotations:',
    `    ${KUBERNETES_ID_ANNOTATION}: ${entity.metadata.name}`,
  ].join('\n');
  const { copy } = useCopy(lines, t('notes.copied'));
  return (
    <EmptyNote fact={t('notes.notLinked')} help={t('notes.addThis')}>
      <pre className={styles.snippet}>{lines}</pre>
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiFileCopyLine aria-hidden="true" />}
        onPress={copy}
      >
        {t('notes.copy')}
      </Button>
    </EmptyNote>
  );
}
