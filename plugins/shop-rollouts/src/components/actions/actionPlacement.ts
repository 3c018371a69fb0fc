import {
  ActionOffer,
  LaneState,
  RolloutAction,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';

/** The buttons of a state; everything else is in the menu. */
const BUTTONS: Record<
  LaneState,
  { primary?: RolloutAction; secondary: RolloutAction[] }
> = {
  live: { secondary: [] },
  'go-back-window': { secondary: [] },
  preparing: { secondary: ['abort'] },
  'checking-preview': { secondary: ['abort'] },
  waiting: { primary: 'promote', secondary: ['abort'] },
  timed: { primary: 'promote-full', secondary: ['abort'] },
  promoting: { secondary: ['abort'] },
  'checking-live': { secondary: ['abort'] },
  aborted: { secondary: ['retry'] },
  'abort-not-finished': { secondary: [] },
  'not-starting': { secondary: ['abort'] },
  invalid: { secondary: [] },
  'no-live-pods': { secondary: [] },
  held: { secondary: [] },
  'check-unclear': { secondary: ['abort'] },
  'first-release': { secondary: [] },
  restarting: { secondary: [] },
  'not-picked-up': { secondary: [] },
  gone: { secondary: [] },
  'no-rollout': { secondary: [] },
};

/** States in which there is nothing to act on, not even in a menu. */
const WITHOUT_MENU: LaneState[] = ['first-release', 'gone', 'not-picked-up'];

export interface ActionPlacement {
  primary?: ActionOffer<RolloutAction>;
  secondary: ActionOffer<RolloutAction>[];
  /** Possible, but rarely wanted. */
  more: ActionOffer<RolloutAction>[];
  notPossible: ActionOffer<RolloutAction>[];
}

/**
 * Where each action is offered. A button whose action is refused for another
 * reason than the state stays in its place, inactive: people search for it.
 */
export function placeActions(view: RolloutView): ActionPlacement {
  const { primary, secondary } = BUTTONS[view.state];
  const isShown = (offer: ActionOffer) =>
    offer.possible || offer.refusal?.code !== 'wrong-state';
  const offerOf = (action: RolloutAction) =>
    view.actions.find(offer => offer.action === action && isShown(offer));

  const first = primary && offerOf(primary);
  const second = secondary.map(offerOf).filter(offer => offer !== undefined);
  const rest = WITHOUT_MENU.includes(view.state)
    ? []
    : view.actions.filter(offer => offer !== first && !second.includes(offer));

  return {
    primary: first,
    secondary: second,
    more: rest.filter(offer => offer.possible),
    notPossible: rest.filter(offer => !offer.possible),
  };
}
