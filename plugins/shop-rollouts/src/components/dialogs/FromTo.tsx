import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Ago, Tag } from '@shop-portal/plugin-shop-react';
import {
  ReleaseHistory,
  Stack,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { ReleaseCommitLink } from '../release/ReleaseCommitLink';
import { useCommitsText } from '../release/useCommitsText';
import styles from './dialogs.module.css';

export interface FromToProps {
  from?: Stack;
  to?: Stack;
  /** What becomes of the second one: `New`, `Stops`, … */
  toLabel: string;
  history?: ReleaseHistory;
}

/** The first two lines of every dialog: what is live, and what it is about. */
export function FromTo(props: FromToProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const commits = useCommitsText(props.history, {
    base: props.from?.tag,
    head: props.to?.tag,
  });
  return (
    <dl className={styles.fromTo}>
      {props.from && (
        <>
          <dt>{t('dialog.liveNow')}</dt>
          <dd>
            <Tag tag={props.from.tag} image={props.from.images[0]?.image} />
            {props.from.createdAt && (
              <Text variant="body-medium" color="secondary">
                {t('stack.running')} <Ago since={props.from.createdAt} />
              </Text>
            )}
          </dd>
        </>
      )}
      {props.to && (
        <>
          <dt>{props.toLabel}</dt>
          <dd>
            <Tag tag={props.to.tag} image={props.to.images[0]?.image} />
            {commits && (
              <Text variant="body-medium" color="secondary">
                {commits}
              </Text>
            )}
            <ReleaseCommitLink history={props.history} tag={props.to.tag} />
          </dd>
        </>
      )}
    </dl>
  );
}
