import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { AnnotationSnippet, EmptyNote } from '@shop-portal/plugin-shop-react';
import { KUBERNETES_ID_ANNOTATION } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../../translation';

/** The entity carries none of the annotations that link it. */
export function NotLinked() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { entity } = useEntity();
  return (
    <EmptyNote fact={t('notes.notLinked')} help={t('notes.addThis')}>
      <AnnotationSnippet
        annotation={`${KUBERNETES_ID_ANNOTATION}: ${entity.metadata.name}`}
      />
    </EmptyNote>
  );
}
