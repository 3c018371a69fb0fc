import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Ago, shortenTag, usePersonName } from '@shop-portal/plugin-shop-react';
import {
  actionPastTense,
  Operation,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';

/** Who did what with which release where, and how long ago. */
export function ChangeText(props: { operation: Operation }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { operation } = props;
  const person = usePersonName(operation.requestedBy);
  const tag = operation.to?.tag;
  return (
    <>
      {t('home.changes.text', {
        person,
        what: actionPastTense(operation.action),
        tag: tag ? shortenTag(tag) : operation.target.name,
        env: operation.environment,
      })}{' '}
      <Ago since={operation.requestedAt} inSentence />
    </>
  );
}
