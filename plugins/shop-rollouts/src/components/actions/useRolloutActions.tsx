import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ApplicationView,
  DeliveryEnvironment,
  RolloutAction,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { useDeliveryAction } from '../../hooks/useDeliveryAction';
import { shopRolloutsTranslationRef } from '../../translation';
import { useDeliveryContext } from '../DeliveryContext';
import { RolloutActionDialog } from '../dialogs/RolloutActionDialog';
import { useOpenDialog } from '../dialogs/useOpenDialog';
import { isSameTarget } from '../isSameTarget';
import { deliveryChecks } from '../RolloutBlock/deliveryChecks';
import { rolloutActionNeedsDialog } from './needsDialog';

export interface RolloutActionsInput {
  view: RolloutView;
  environment: DeliveryEnvironment;
  applications: ApplicationView[];
}

/** Starts actions on one Rollout, with a question first where one is due. */
export function useRolloutActions(input: RolloutActionsInput) {
  const { view, environment, applications } = input;
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { entityRef, history, operations, readAt } = useDeliveryContext();
  const { actOnRollout, pending, outcome } = useDeliveryAction(entityRef);
  const openDialog = useOpenDialog();

  const start = useCallback(
    async (action: RolloutAction) => {
      if (!rolloutActionNeedsDialog(action, view, environment)) {
        await actOnRollout(action, view);
        return;
      }
      await openDialog(close => (
        <RolloutActionDialog
          action={action}
          entityRef={entityRef}
          environment={environment}
          view={view}
          abort={operations.find(
            operation =>
              operation.action === 'abort' &&
              isSameTarget(operation.target, view.target),
          )}
          checks={deliveryChecks(view, applications, t)}
          readAt={readAt}
          history={history}
          onConfirm={reason => actOnRollout(action, view, reason)}
          onClose={close}
        />
      ));
    },
    [
      actOnRollout,
      applications,
      entityRef,
      environment,
      history,
      openDialog,
      operations,
      readAt,
      t,
      view,
    ],
  );

  return { start, pending, outcome };
}
