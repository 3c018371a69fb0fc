import { Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PodSummary, Stack } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { useDeliveryContext } from '../DeliveryContext';
import { useEntityTabHref } from '@shop-portal/plugin-shop-react';

const QUIET = ['Running', 'Completed', 'Pending', 'ContainerCreating'];

/** The pod whose trouble is worth a line: not ready, and not just starting. */
export function troubledPod(pods: PodSummary[]): PodSummary | undefined {
  return pods.find(pod => !pod.ready && !QUIET.includes(pod.status));
}

/** Pods by readiness, with the first trouble by name. */
export function PodsLine(props: { stack: Stack }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { entityRef } = useDeliveryContext();
  const tabHref = useEntityTabHref();
  const { replicas, pods } = props.stack;
  const ready = t('stack.podsReady', {
    ready: String(replicas.ready),
    count: replicas.desired,
  });
  const trouble = troubledPod(pods);
  if (!trouble) {
    return <Text variant="body-medium">{ready}</Text>;
  }
  const restarts =
    trouble.restarts > 0
      ? `, ${t('stack.restarts', { count: trouble.restarts })}`
      : '';
  const text = `${trouble.status}${restarts}`;
  const href = tabHref(entityRef, 'kubernetes');
  return (
    <Text variant="body-medium">
      {ready} · {href ? <Link href={href}>{text}</Link> : text}
    </Text>
  );
}
