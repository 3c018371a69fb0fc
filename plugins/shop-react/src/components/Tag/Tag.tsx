import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopReactTranslationRef } from '../../translation';
import { useCopy } from '../../hooks/useCopy';
import { shortenTag } from './shortenTag';
import styles from './Tag.module.css';

/** @public */
export interface TagProps {
  tag: string;
  /** The whole image reference; shown on hover and focus. */
  image?: string;
  /** Adds a button that copies the whole tag. */
  hasCopy?: boolean;
}

/**
 * An image tag, set in monospace.
 * @public
 */
export function Tag(props: TagProps) {
  const { t } = useTranslationRef(shopReactTranslationRef);
  const shortTag = shortenTag(props.tag);
  const image = props.image ?? props.tag;

  const { copy, isCopied } = useCopy(props.tag, t('copied', { tag: shortTag }));

  return (
    <span className={styles.tag}>
      <code className={styles.text} title={image}>
        {shortTag}
      </code>
      {props.hasCopy && (
        <TooltipTrigger>
          <ButtonIcon
            size="small"
            variant="tertiary"
            aria-label={t('copyTag', { tag: shortTag })}
            icon={
              isCopied ? (
                <RiCheckLine aria-hidden="true" />
              ) : (
                <RiFileCopyLine aria-hidden="true" />
              )
            }
            onPress={copy}
          />
          <Tooltip>{image}</Tooltip>
        </TooltipTrigger>
      )}
    </span>
  );
}
