import { Cell, CellText, Row } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Ago, shortenTag, Tag, useNow } from '@shop-portal/plugin-shop-react';
import {
  formatClockTime,
  RolloutView,
  Stack,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { runningStacks } from './runningStacks';
import { TablePanel } from './TablePanel';

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
    <TablePanel
      title={t('revisions.title', { number: String(stacks.length) })}
      label={t('revisions.label')}
      columns={[
        { id: 'release', name: t('revisions.release') },
        { id: 'revision', name: t('revisions.revision') },
        { id: 'when', name: t('revisions.when') },
        { id: 'now', name: t('revisions.now') },
      ]}
      items={stacks}
      dependencies={[now]}
      empty={t('revisions.none')}
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
    </TablePanel>
  );
}
