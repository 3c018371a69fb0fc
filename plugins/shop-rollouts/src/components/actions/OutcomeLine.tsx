import { useEffect } from 'react';
import { Alert, AlertProps, Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  shortenTag,
  useAnnounce,
  useCopy,
  usePersonName,
} from '@shop-portal/plugin-shop-react';
import {
  DeliveryEnvironment,
  describeStateChanged,
} from '@shop-portal/plugin-shop-rollouts-common';
import { ActionOutcome } from '../../hooks/ActionOutcome';
import { shopRolloutsTranslationRef } from '../../translation';
import { useDeliveryContext } from '../DeliveryContext';

interface Line {
  status: AlertProps['status'];
  text: string;
  actions?: JSX.Element;
}

function useLine(
  outcome: ActionOutcome,
  environment: DeliveryEnvironment,
): Line {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { currentUser } = useDeliveryContext();
  const by =
    outcome.kind === 'state-changed' ? outcome.change.by?.requestedBy : '';
  const name = usePersonName(by || 'user:default/unknown');
  switch (outcome.kind) {
    case 'checking':
      return { status: 'info', text: t('outcome.checking') };
    case 'unreachable':
      return { status: 'warning', text: t('outcome.unreachable') };
    case 'not-arrived':
      return { status: 'warning', text: t('outcome.notArrived') };
    case 'state-changed': {
      const { change, press } = outcome;
      const newer = change.by ? undefined : change.current.preview?.tag;
      return {
        status: 'info',
        text: describeStateChanged(
          change,
          {
            ...press,
            tag: shortenTag(press.tag),
            environment: environment.name,
          },
          {
            personName: ref => (ref === currentUser ? t('person.you') : name),
          },
        ),
        actions: newer ? <ShowPreviewButton tag={newer} /> : undefined,
      };
    }
    case 'refused':
    default:
      return {
        status: 'warning',
        text: outcome.message,
        actions: <CopyDetailsButton details={outcome.details} />,
      };
  }
}

function ShowPreviewButton(props: { tag: string }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const tag = shortenTag(props.tag);
  return (
    <Button
      size="small"
      variant="secondary"
      onPress={event => {
        const block = event.target.closest('[data-rollout-block]');
        block
          ?.querySelector<HTMLElement>('[data-testid="stack-preview"] button')
          ?.focus();
      }}
    >
      {t('outcome.show', { tag })}
    </Button>
  );
}

function CopyDetailsButton(props: { details: string }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { copy } = useCopy(props.details, t('outcome.detailsCopied'));
  return (
    <Button size="small" variant="secondary" onPress={copy}>
      {t('outcome.copyDetails')}
    </Button>
  );
}

/** What became of the person's own press, where the progress cannot tell. */
export function OutcomeLine(props: {
  outcome: ActionOutcome;
  environment: DeliveryEnvironment;
}) {
  const announce = useAnnounce();
  const { status, text, actions } = useLine(props.outcome, props.environment);
  const isLost = props.outcome.kind === 'unreachable';

  useEffect(() => {
    if (!isLost) {
      announce(text);
    }
  }, [announce, isLost, text]);

  return (
    <Alert
      status={status}
      role={isLost ? 'alert' : undefined}
      icon
      title={text}
      customActions={actions}
    />
  );
}
