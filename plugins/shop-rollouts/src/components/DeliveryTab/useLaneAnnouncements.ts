import { useEffect, useRef } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shortenTag, useAnnounce } from '@shop-portal/plugin-shop-react';
import { Lane, laneStateOf } from '@shop-portal/plugin-shop-rollouts-common';
import {
  shopRolloutsTranslationRef,
  TranslationFunction,
} from '../../translation';
import { laneStatus } from '../Lane/laneStatus';

function announcement(lane: Lane, t: TranslationFunction): string {
  const state = laneStateOf(lane);
  const [view] = lane.rollouts;
  return (state === 'live' || state === 'go-back-window') && view?.live
    ? t('lane.isLive', { tag: shortenTag(view.live.tag) })
    : laneStatus(lane, t).label;
}

/** Says when the label of a lane changes; not what it is at load. */
export function useLaneAnnouncements(lanes: Lane[]): void {
  const announce = useAnnounce();
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const said = useRef<Map<string, string>>();

  useEffect(() => {
    const current = new Map(
      lanes.map(lane => [lane.environment.name, announcement(lane, t)]),
    );
    for (const [env, label] of current) {
      if (said.current && said.current.get(env) !== label) {
        announce(`${env}: ${label}`);
      }
    }
    said.current = current;
  }, [announce, lanes, t]);
}
