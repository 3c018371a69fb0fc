import { screen, within } from '@testing-library/react';
import { RolloutView } from '@shop-portal/plugin-shop-rollouts-common';
import {
  offers,
  preview,
  prodDelivery,
  rollout,
  stack,
} from '../../__testUtils__/deliveries';
import { fixClock } from '../../__testUtils__/fixClock';
import { renderTab } from '../../__testUtils__/renderDelivery';

const LIVE_NEW = { live: stack({ tag: '9f31c02' }), preview: undefined };

interface Row {
  name: string;
  view: Partial<RolloutView>;
  label: string;
  sentence: RegExp;
  /** Names of the buttons that can be pressed, without More. */
  buttons: string[];
}

const FORBIDDEN =
  /\b(green|blue|pod hash|replicaset|cutover|saturated|outofsync|suspended|degraded|kill|deploy(?!s it|ed|ment))\b/i;

const rows: Row[] = [
  {
    name: 'nothing waits',
    view: {
      ...LIVE_NEW,
      state: 'live',
      since: '2026-11-19T14:00:00Z',
      actions: offers(),
    },
    label: 'Live',
    sentence: /Nothing waits. 9f31c02 has been live for 3 d./,
    buttons: [],
  },
  {
    name: 'go-back window',
    view: {
      ...LIVE_NEW,
      state: 'go-back-window',
      deadline: '2026-11-22T14:22:40Z',
      old: [stack({ role: 'old', scaleDownAt: '2026-11-22T14:22:40Z' })],
      actions: offers(),
    },
    label: 'Live',
    sentence:
      /9f31c02 is live. 826a72c4 still runs: instant rollback until .* \(8 min 40 s\)/,
    buttons: [],
  },
  {
    name: 'preparing',
    view: {
      state: 'preparing',
      preview: preview({ replicas: { desired: 2, ready: 1, total: 2 } }),
      actions: offers('promote-full', 'abort'),
    },
    label: 'Preparing preview',
    sentence:
      /9f31c02 starts: 1 of 2 pods ready. Live traffic stays on 826a72c4./,
    buttons: ['Abort in prod'],
  },
  {
    name: 'pre-promotion analysis',
    view: {
      state: 'checking-preview',
      actions: offers('promote-full', 'abort'),
    },
    label: 'Checking preview',
    sentence: /Analysis runs on 9f31c02/,
    buttons: ['Abort in prod'],
  },
  {
    name: 'waiting',
    view: {},
    label: 'Waiting for promotion',
    sentence:
      /9f31c02 is ready in preview. Live traffic still goes to 826a72c4./,
    buttons: ['Promote 9f31c02 in prod', 'Abort in prod'],
  },
  {
    name: 'timed promotion',
    view: {
      state: 'timed',
      deadline: '2026-11-22T14:14:42Z',
      actions: offers('promote-full', 'abort'),
    },
    label: 'Goes live by itself',
    sentence: /9f31c02 goes live in 0:42./,
    buttons: ['Promote now in prod', 'Abort in prod'],
  },
  {
    name: 'switching',
    view: { state: 'promoting', actions: offers('abort') },
    label: 'Promoting',
    sentence: /Moving live traffic to 9f31c02./,
    buttons: ['Abort in prod'],
  },
  {
    name: 'post-promotion analysis',
    view: {
      ...LIVE_NEW,
      state: 'checking-live',
      old: [stack({ role: 'old' })],
      actions: offers('abort'),
    },
    label: 'Live, being checked',
    sentence: /9f31c02 has live traffic. Abort moves it back to 826a72c4./,
    buttons: ['Abort in prod'],
  },
  {
    name: 'aborted',
    view: {
      state: 'aborted',
      preview: preview({
        replicas: { desired: 0, ready: 0, total: 0 },
        pods: [],
      }),
      actions: offers('retry'),
    },
    label: 'Aborted',
    sentence: /826a72c4 is live. Git still asks for 9f31c02./,
    buttons: ['Retry… in prod'],
  },
  {
    name: 'abort did not move traffic',
    view: {
      ...LIVE_NEW,
      state: 'abort-not-finished',
      since: '2026-11-22T14:13:48Z',
      actions: offers(),
    },
    label: 'Abort not finished',
    sentence: /9f31c02 still has live traffic, 12 s after the abort./,
    buttons: [],
  },
  {
    name: 'deadline passed',
    view: {
      state: 'not-starting',
      preview: preview({
        replicas: { desired: 2, ready: 0, total: 2 },
        pods: [
          {
            name: 'storefront-a',
            ready: false,
            status: 'ImagePullBackOff',
            restarts: 0,
          },
        ],
      }),
      actions: offers('abort'),
    },
    label: 'Not starting',
    sentence:
      /9f31c02 did not become ready within 10 min. 826a72c4 is live. ImagePullBackOff/,
    buttons: ['Abort in prod'],
  },
  {
    name: 'invalid spec',
    view: {
      state: 'invalid',
      message: 'InvalidSpec: The Rollout is invalid: spec.selector: Required',
      actions: offers(),
    },
    label: 'Not valid',
    sentence: /The Rollout was refused: .*spec.selector/,
    buttons: [],
  },
  {
    name: 'no live pods',
    view: { state: 'no-live-pods', preview: undefined, actions: offers() },
    label: 'No live pods',
    sentence: /No pod gets live traffic. Expected 826a72c4./,
    buttons: [],
  },
  {
    name: 'held by a person',
    view: { state: 'held', actions: offers() },
    label: 'Held',
    sentence: /New releases do not start./,
    buttons: [],
  },
  {
    name: 'analysis unclear',
    view: { state: 'check-unclear', actions: offers('abort') },
    label: 'Check unclear',
    sentence: /Nothing moves until a person decides./,
    buttons: ['Abort in prod'],
  },
  {
    name: 'first release',
    view: { state: 'first-release', preview: undefined, actions: offers() },
    label: 'First release',
    sentence: /It goes live when its pods are ready./,
    buttons: [],
  },
  {
    name: 'restarting',
    view: { ...LIVE_NEW, state: 'restarting', actions: offers() },
    label: 'Restarting pods',
    sentence: /Same version./,
    buttons: [],
  },
  {
    name: 'not picked up',
    view: { state: 'not-picked-up', preview: undefined, actions: offers() },
    label: 'No controller',
    sentence: /No controller has picked this up/,
    buttons: [],
  },
  {
    name: 'deleted',
    view: { state: 'gone', preview: undefined, actions: offers() },
    label: 'Gone',
    sentence: /The Rollout was deleted/,
    buttons: [],
  },
];

describe('the states of a lane', () => {
  fixClock();

  it.each(rows)('$name', async ({ view, label, sentence, buttons }) => {
    renderTab({
      delivery: prodDelivery(rollout(view)),
      path: '/?env=prod',
    });

    const lane = await screen.findByRole('region', {
      name: `prod, production, ${label.toLocaleLowerCase('en')}`,
    });
    expect(within(lane).getByRole('heading', { level: 2 })).toHaveTextContent(
      label,
    );
    expect(await within(lane).findByText(sentence)).toBeVisible();

    const offered = within(lane)
      .getAllByRole('button')
      .map(button => button.getAttribute('aria-label') ?? button.textContent)
      .filter(
        name => / in prod$/.test(name ?? '') && !/^More/.test(name ?? ''),
      );
    expect(offered).toEqual(buttons);
    expect(lane.textContent).not.toMatch(FORBIDDEN);
  });
});
