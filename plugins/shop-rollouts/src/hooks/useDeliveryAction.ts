import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  ApplicationAction,
  ApplicationView,
  Delivery,
  DeliveryAction,
  RolloutAction,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { AnswerLostError } from '../api/errors';
import { shopRolloutsApiRef } from '../api/ShopRolloutsApi';
import { queryKeys } from '../queries/queryKeys';
import { ActionOutcome, findNewOperation } from './ActionOutcome';
import { outcomeOfError } from './outcomeOfError';
import { useRefresh } from './useRefresh';

const CHECK_INTERVAL_MS = 2_000;
const GIVE_UP_MS = 15_000;
const OUTCOME_STAYS_MS = 10 * 60_000;

export interface DeliveryActions {
  /** The action that was sent and not answered yet. */
  pending?: DeliveryAction;
  outcome?: ActionOutcome;
  actOnRollout: (
    action: RolloutAction,
    view: RolloutView,
    reason?: string,
  ) => Promise<void>;
  actOnApplication: (
    action: ApplicationAction,
    view: ApplicationView,
  ) => Promise<void>;
}

interface Request {
  action: DeliveryAction;
  view?: RolloutView;
  send: () => Promise<unknown>;
}

function delay(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}

/**
 * Sends actions and tells what became of the request itself. How far an
 * accepted one has come is part of the Delivery, for everybody who looks.
 */
export function useDeliveryAction(entityRef: string): DeliveryActions {
  const api = useApi(shopRolloutsApiRef);
  const client = useQueryClient();
  const refresh = useRefresh(queryKeys.delivery(entityRef));
  const [pending, setPending] = useState<DeliveryAction>();
  const [outcome, setOutcome] = useState<ActionOutcome>();
  const isRunning = useRef(false);

  useEffect(() => {
    const timer = setTimeout(() => setOutcome(undefined), OUTCOME_STAYS_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  /** After a lost answer: is there a trace of the request? */
  const lookUp = useCallback(
    async (action: DeliveryAction, knownIds: ReadonlySet<string>) => {
      setOutcome({ kind: 'checking' });
      const giveUpAt = Date.now() + GIVE_UP_MS;
      while (Date.now() < giveUpAt) {
        try {
          const delivery = await api.getDelivery(entityRef);
          client.setQueryData(queryKeys.delivery(entityRef), delivery);
          const arrived = findNewOperation(
            delivery.recentOperations,
            knownIds,
            action,
          );
          setOutcome(arrived ? undefined : { kind: 'not-arrived' });
          return;
        } catch {
          await delay(CHECK_INTERVAL_MS);
        }
      }
      setOutcome({ kind: 'unreachable' });
    },
    [api, client, entityRef],
  );

  const run = useCallback(
    async ({ action, view, send }: Request) => {
      if (isRunning.current) {
        return;
      }
      isRunning.current = true;
      const pressedAt = new Date().toISOString();
      const known = client.getQueryData<Delivery>(
        queryKeys.delivery(entityRef),
      );
      setPending(action);
      setOutcome(undefined);
      try {
        await send();
        await refresh();
      } catch (error) {
        if (error instanceof AnswerLostError) {
          const ids = known?.recentOperations.map(({ id }) => id);
          await lookUp(action, new Set(ids));
        } else {
          const tag = view?.preview?.tag ?? view?.live?.tag ?? '';
          setOutcome(outcomeOfError(error, { action, tag, pressedAt }));
          await refresh();
        }
      } finally {
        isRunning.current = false;
        setPending(undefined);
      }
    },
    [client, entityRef, lookUp, refresh],
  );

  const actOnRollout = useCallback<DeliveryActions['actOnRollout']>(
    (action, view, reason) =>
      run({
        action,
        view,
        send: () =>
          api.actOnRollout(view.target, {
            entityRef,
            action,
            seen: view.seen,
            reason,
          }),
      }),
    [api, entityRef, run],
  );

  const actOnApplication = useCallback<DeliveryActions['actOnApplication']>(
    (action, view) =>
      run({
        action,
        send: () => api.actOnApplication(view.target, { entityRef, action }),
      }),
    [api, entityRef, run],
  );

  return { pending, outcome, actOnRollout, actOnApplication };
}
