import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCopy } from '../../hooks/useCopy';
import { shopReactTranslationRef } from '../../translation';
import styles from './AnnotationSnippet.module.css';

/** @public */
export interface AnnotationSnippetProps {
  /** The annotation as it stands in YAML: `name: value`. */
  annotation: string;
}

/**
 * The lines that link an entity, as they stand in catalog-info.yaml, ready to
 * be copied.
 * @public
 */
export function AnnotationSnippet(props: AnnotationSnippetProps) {
  const { t } = useTranslationRef(shopReactTranslationRef);
  const lines = ['metadata:', '  annotations:', `    ${props.annotation}`].join(
    '\n',
  );
  const { copy } = useCopy(lines, t('linesCopied'));
  return (
    <>
      <pre className={styles.lines}>{lines}</pre>
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiFileCopyLine aria-hidden="true" />}
        onPress={copy}
      >
        {t('copyLines')}
      </Button>
    </>
  );
}
