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
import { shortenTag, Tag } from '@shop-portal/plugin-shop-react';
import { RolloutView } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { runningStacks } from './runningStacks';
import styles from './RolloutBlock.module.css';

/** Every pod of a Rollout: name, status, restarts. */
export function PodsPanel(props: { view: RolloutView }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const pods = runningStacks(props.view).flatMap(stack =>
    stack.pods.map(pod => ({ ...pod, tag: stack.tag })),
  );
  const title = t('pods.title', { number: String(pods.length) });
  return (
    <Accordion>
      <AccordionTrigger level={3} title={title} />
      <AccordionPanel>
        <div className={styles.tableScroll}>
          <TableRoot aria-label={t('pods.label')}>
            <TableHeader>
              <Column id="name" isRowHeader>
                {t('pods.name')}
              </Column>
              <Column id="release">{t('pods.release')}</Column>
              <Column id="status">{t('pods.status')}</Column>
              <Column id="restarts">{t('pods.restarts')}</Column>
            </TableHeader>
            <TableBody items={pods} renderEmptyState={() => t('pods.none')}>
              {pod => (
                <Row id={pod.name}>
                  <CellText title={pod.name} />
                  <Cell textValue={shortenTag(pod.tag)}>
                    <Tag tag={pod.tag} />
                  </Cell>
                  <CellText
                    title={pod.ready ? t('pods.ready') : pod.status}
                    description={pod.ready ? undefined : pod.message}
                  />
                  <CellText title={String(pod.restarts)} />
                </Row>
              )}
            </TableBody>
          </TableRoot>
        </div>
      </AccordionPanel>
    </Accordion>
  );
}
