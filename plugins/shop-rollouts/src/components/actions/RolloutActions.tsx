import { Alert, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ActionButton,
  ActionReason,
  shortenTag,
} from '@shop-portal/plugin-shop-react';
import {
  ActionOffer,
  formatDuration,
  RolloutAction,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { useDeliveryContext } from '../DeliveryContext';
import { placeActions } from './actionPlacement';
import { rolloutActionText } from './actionTexts';
import { MoreMenu } from './MoreMenu';
import { OutcomeLine } from './OutcomeLine';
import { useFocusFallback } from './useFocusFallback';
import { useReason } from './useReason';
import { useReasons } from './useReasons';
import { RolloutActionsInput, useRolloutActions } from './useRolloutActions';
import styles from './actions.module.css';

/** What a person can do with one Rollout now, and why not what else. */
export function RolloutActions(props: RolloutActionsInput) {
  const { view, environment } = props;
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { offlineReason } = useDeliveryContext();
  const { start, pending, outcome } = useRolloutActions(props);
  const asked = useReason();
  const { primary, secondary, more, notPossible } = placeActions(view);
  const markPressed = useFocusFallback(pending, view.state);

  const placed = [primary, ...secondary].filter(offer => offer !== undefined);
  const { reasons, reasonOf, reasonId } = useReasons(placed);
  const claim = view.actions.find(
    ({ refusal }) => refusal?.code === 'no-claim',
  );
  const claimText = claim && reasonOf(claim);

  const press = (action: RolloutAction) => {
    markPressed();
    asked.hide();
    start(action);
  };

  const renderButton = (offer: ActionOffer<RolloutAction>) => {
    const reason = reasonOf(offer);
    const text = rolloutActionText(offer.action, view, t);
    const isPrimary = offer === primary && offer.action === 'promote';
    return (
      <ActionButton
        key={offer.action}
        size="medium"
        variant={isPrimary ? 'primary' : 'secondary'}
        destructive={offer.action === 'abort'}
        aria-label={t('action.inEnvironment', {
          action: text,
          env: environment.name,
        })}
        data-primary-action={offer === primary || undefined}
        isPending={pending === offer.action}
        reason={reason}
        reasonId={reason && reasonId(reason)}
        onPress={() => press(offer.action)}
      >
        {text}
      </ActionButton>
    );
  };

  const toItem = (offer: ActionOffer<RolloutAction>) => ({
    id: offer.action,
    label: rolloutActionText(offer.action, view, t),
  });
  const showReason = (offer?: ActionOffer<RolloutAction>) => {
    const text = offer && reasonOf(offer);
    if (text) {
      asked.show(text);
    }
  };

  return (
    <div className={styles.actions}>
      {claimText && (
        <Alert
          status="warning"
          icon
          title={claimText}
          id={reasons.includes(claimText) ? reasonId(claimText) : undefined}
          tabIndex={-1}
        />
      )}
      <div className={styles.buttons}>
        {primary && renderButton(primary)}
        {primary?.action === 'promote' && view.live && (
          <Text variant="body-medium" color="secondary">
            {t('action.promoteHint', {
              live: shortenTag(view.live.tag),
              time: formatDuration(view.scaleDownDelaySeconds),
            })}
          </Text>
        )}
        <span className={styles.secondary}>
          {secondary.map(renderButton)}
          <MoreMenu
            label={t('action.moreIn', { env: environment.name })}
            possible={offlineReason ? [] : more.map(toItem)}
            notPossible={(offlineReason
              ? [...more, ...notPossible]
              : notPossible
            ).map(toItem)}
            onAction={id => {
              const offer = more.find(({ action }) => action === id);
              if (offer) {
                press(offer.action);
              }
            }}
            onReason={id =>
              showReason(view.actions.find(({ action }) => action === id))
            }
          />
        </span>
      </div>
      {reasons
        .filter(text => text !== claimText)
        .map(text => (
          <ActionReason key={text} id={reasonId(text)}>
            {text}
          </ActionReason>
        ))}
      {asked.reason && !reasons.includes(asked.reason) && (
        <ActionReason id={asked.id}>{asked.reason}</ActionReason>
      )}
      {outcome && <OutcomeLine outcome={outcome} environment={environment} />}
    </div>
  );
}
