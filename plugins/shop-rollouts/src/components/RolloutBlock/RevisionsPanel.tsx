import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Cell,
  CellText,
  Column,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Ago, shortenTag, Tag, useNow } from '@shop-portal/plugin-shop-react';
import {
  formatClockTime,
  RolloutView,
  Stack,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { runningStacks } from './runningStacks';
import styles from './RolloutBlock.module.css';

const MINUTE_MS = 60_000;

/** The releases that the cluster still holds. */
export function RevisionsPanel(props: { view: RolloutView }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const now = useNow(MINUTE_MS);
  const stacks = runningStacks(props.view);

  const role = (stack: Stack): string => {
    const isKept =
      stack.role === 'old' &&
      stack.scaleDownAt !== undefined &&
      Date.parse(stack.scaleDownAt) > now.getTime();
    return isKept && stack.scaleDownAt
      ? t('revisions.runsUntil', { time: formatClockTime(stack.scaleDownAt) })
      : t(`revisions.role.${stack.role}`);
  };

  return (
    <Accordion>
      <AccordionTrigger
        level={3}
        title={t('revisions.title', { number: String(stacks.length) })}
      />
      <AccordionPanel>
        <div className={styles.tableScroll}>
          <TableRoot aria-label={t('revisions.label')}>
            <TableHeader>
              <Column id="release" isRowHeader>
                {t('revisions.release')}
              </Column>
              <Column id="revision">{t('revisions.revision')}</Column>
              <Column id="when">{t('revisions.when')}</Column>
              <Column id="now">{t('revisions.now')}</Column>
            </TableHeader>
            <TableBody
              items={stacks}
              dependencies={[now]}
              renderEmptyState={() => t('revisions.none')}
            >
              {stack => (
                <Row id={stack.hash}>
                  <Cell textValue={shortenTag(stack.tag)}>
                    <Tag tag={stack.tag} image={stack.images[0]?.image} />
                  </Cell>
                  <CellText title={String(stack.revision ?? '–')} />
                  <Cell textValue={stack.createdAt ?? '–'}>
                    {stack.createdAt ? <Ago since={stack.createdAt} /> : '–'}
                  </Cell>
                  <CellText title={role(stack)} />
                </Row>
              )}
            </TableBody>
          </TableRoot>
        </div>
      </AccordionPanel>
    </Accordion>
  );
}
