import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopReactTranslationRef } from '../../translation';
import { ExternalLink } from '../ExternalLink';
import styles from './CommitLink.module.css';

/** @public */
export interface CommitLinkProps {
  sha: string;
  /** The commit's page; without it the SHA is text. */
  href?: string;
}

/**
 * A Git commit by its first seven characters.
 * @public
 */
export function CommitLink(props: CommitLinkProps) {
  const { t } = useTranslationRef(shopReactTranslationRef);
  return (
    <ExternalLink href={props.href}>
      <code className={styles.sha} title={t('commit', { sha: props.sha })}>
        {props.sha.slice(0, 7)}
      </code>
    </ExternalLink>
  );
}
