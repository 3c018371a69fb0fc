import { ReactNode } from 'react';
import { Link, VisuallyHidden } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopReactTranslationRef } from '../../translation';
import { isWebUrl } from './isWebUrl';
import styles from './ExternalLink.module.css';

/** @public */
export interface ExternalLinkProps {
  /** Only http and https become a link; anything else stays text. */
  href?: string;
  children: ReactNode;
}

/**
 * A link that leaves the portal, in a new tab.
 * @public
 */
export function ExternalLink(props: ExternalLinkProps) {
  const { t } = useTranslationRef(shopReactTranslationRef);
  if (!isWebUrl(props.href)) {
    return <span>{props.children}</span>;
  }
  return (
    <Link
      href={props.href}
      target="_blank"
      rel="noopener noreferrer"
      className={styles.link}
    >
      {props.children}
      <RiExternalLinkLine size={14} aria-hidden="true" />
      <VisuallyHidden>{t('newTab')}</VisuallyHidden>
    </Link>
  );
}
