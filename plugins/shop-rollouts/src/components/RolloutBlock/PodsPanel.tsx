import { Cell, CellText, Row } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shortenTag, Tag } from '@shop-portal/plugin-shop-react';
import { RolloutView } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { runningStacks } from './runningStacks';
import { TablePanel } from './TablePanel';

/** Every pod of a Rollout: name, status, restarts. */
export function PodsPanel(props: { view: RolloutView }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const pods = runningStacks(props.view).flatMap(stack =>
    stack.pods.map(pod => ({ ...pod, tag: stack.tag })),
  );
  return (
    <TablePanel
      title={t('pods.title', { number: String(pods.length) })}
      label={t('pods.label')}
      columns={[
        { id: 'name', name: t('pods.name') },
        { id: 'release', name: t('pods.release') },
        { id: 'status', name: t('pods.status') },
        { id: 'restarts', name: t('pods.restarts') },
      ]}
      items={pods}
      empty={t('pods.none')}
    >
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
    </TablePanel>
  );
}
