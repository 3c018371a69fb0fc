import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCopy } from '@shop-portal/plugin-shop-react';
import { shopMonitoringTranslationRef } from '../../translation';
import styles from './notes.module.css';

/** The line that links an entity, ready to be copied. */
export function AnnotationSnippet(props: { line: string }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const lines = ['metadata:', '  annotations:', `    ${props.line}`].join('\n');
  const { copy } = useCopy(lines, t('notes.copied'));
  return (
    <>
      <pre className={styles.snippet}>{lines}</pre>
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiFileCopyLine aria-hidden="true" />}
        onPress={copy}
      >
        {t('notes.copy')}
      </Button>
    </>
  );
}
