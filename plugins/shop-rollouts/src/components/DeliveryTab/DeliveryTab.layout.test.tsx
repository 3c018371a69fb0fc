import { screen, within } from '@testing-library/react';
import { onlineManager } from '@tanstack/react-query';
import {
  delivery,
  HISTORY,
  lane,
  operation,
  preview,
  PROD,
  prodDelivery,
  quietRollout,
  rollout,
  stack,
} from '../../__testUtils__/deliveries';
import { fixClock } from '../../__testUtils__/fixClock';
import { user } from '../../__testUtils__/pressing';
import { renderTab } from '../../__testUtils__/renderDelivery';

describe('the layout of the tab', () => {
  fixClock();
  afterEach(() => onlineManager.setOnline(true));

  it('draws the configured environments at once, without buttons', async () => {
    renderTab({
      firstRead: () => new Promise(() => {}),
      config: {
        app: { baseUrl: 'http://localhost:3000' },
        backend: { baseUrl: 'http://localhost:7007' },
        shopRollouts: {
          environments: [
            { name: 'prod', order: 20 },
            { name: 'dev', order: 10 },
          ],
        },
      },
    });

    const lanes = await screen.findAllByRole('region', { name: /loading$/ });
    expect(lanes.map(each => each.getAttribute('aria-label'))).toEqual([
      'dev, loading',
      'prod, loading',
    ]);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('keeps the configured order, opens what needs a person, folds what is quiet', async () => {
    renderTab();

    const lanes = await screen.findAllByRole('region', {
      name: /^(dev|prod),/,
    });
    expect(lanes.map(each => each.getAttribute('aria-label'))).toEqual([
      'dev, live',
      'prod, production, waiting for promotion',
    ]);
    expect(
      within(lanes[0]).getByRole('button', { name: /^dev/ }),
    ).toHaveAttribute('aria-expanded', 'false');
    expect(
      within(lanes[1]).getByRole('button', { name: /^prod/ }),
    ).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText(/^prod waits for a person\./)).toBeVisible();

    const strip = screen.getByRole('list', { name: 'What runs where' });
    expect(
      within(strip)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['dev 9f31c02', 'prod 826a72c4']);
  });

  it('opens the lane that a link names and keeps a filter in the address', async () => {
    renderTab({ path: '/?env=dev' });
    expect(await screen.findByRole('button', { name: /^dev/ })).toHaveAttribute(
      'aria-expanded',
      'true',
    );

    await user.click(screen.getByRole('button', { name: /Filter/ }));
    await user.click(
      await screen.findByRole('option', { name: 'Development' }),
    );
    expect(
      screen.queryByRole('region', { name: /^prod,/ }),
    ).not.toBeInTheDocument();
  });

  it('draws the two stacks with what is live on the left', async () => {
    const promoted = operation({
      phase: 'done',
      requestedAt: '2026-11-19T14:14:00Z',
      to: { hash: 'hash-826a72c4', tag: '826a72c4' },
    });
    renderTab({
      delivery: prodDelivery(
        rollout({
          preview: preview({
            replicas: { desired: 2, ready: 1, total: 2 },
            pods: [
              {
                name: 'storefront-a',
                ready: false,
                status: 'CrashLoopBackOff',
                restarts: 4,
              },
            ],
          }),
        }),
        { recentOperations: [promoted] },
      ),
    });

    const [live, next] = await screen.findAllByRole('article');
    expect(within(live).getByRole('heading', { name: 'Live' })).toBeVisible();
    expect(live).toHaveTextContent('All live traffic');
    expect(live).toHaveTextContent('revision 6');
    expect(live).toHaveTextContent('2 of 2 pods ready');
    expect(live).toHaveTextContent('Promoted by Olga Petrova, 3 d ago');
    expect(
      within(next).getByRole('heading', { name: 'Preview' }),
    ).toBeVisible();
    expect(next).toHaveTextContent('No live traffic');
    expect(next).toHaveTextContent(
      '1 of 2 pods ready · CrashLoopBackOff, 4 restarts',
    );
    expect(
      within(next).getByRole('link', { name: 'CrashLoopBackOff, 4 restarts' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/storefront/kubernetes',
    );
    expect(
      within(next).getByRole('link', { name: /^Open preview/ }),
    ).toHaveAttribute('href', 'https://preview.shop.example');
  });

  it('tells what Git says about the releases', async () => {
    renderTab({
      delivery: delivery({
        history: {
          commits: HISTORY.commits,
          comparisons: [
            { base: '826a72c4', head: '9f31c02', aheadBy: 3, authors: [] },
          ],
        },
      }),
    });
    const prod = await screen.findByTestId('lane-prod');
    const card = within(prod).getByTestId('stack-preview');
    expect(
      within(card).getByRole('link', {
        name: /^Fix checkout rounding · Dana Kim/,
      }),
    ).toHaveAttribute(
      'href',
      'https://git.shop.example/shop/storefront/commit/9f31c02',
    );
    expect(
      within(screen.getByRole('list', { name: 'What runs where' }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['dev 9f31c02 3 commits ahead of', 'prod 826a72c4']);
  });

  it('says what the preview address serves when there is no preview', async () => {
    renderTab({
      delivery: prodDelivery(
        rollout({ state: 'promoting', preview: undefined }),
      ),
    });
    expect(
      await screen.findByText(
        'No preview now. The preview address serves the live version.',
      ),
    ).toBeVisible();
    expect(screen.getByText('Moving traffic')).toBeVisible();
  });

  it('says that only the configuration differs', async () => {
    const images = stack().images;
    renderTab({
      delivery: prodDelivery(
        rollout({
          preview: preview({ tag: '826a72c4', hash: 'other', images }),
        }),
      ),
    });
    expect(await screen.findByText('same image, changed config')).toBeVisible();
  });

  it('lists pods and revisions', async () => {
    renderTab({
      delivery: prodDelivery(
        rollout({
          old: [
            stack({
              role: 'old',
              tag: '11aa22b',
              hash: 'h3',
              revision: 5,
              pods: [],
            }),
          ],
        }),
      ),
    });

    await user.click(await screen.findByRole('button', { name: 'Pods (4)' }));
    const pods = await screen.findByRole('grid', { name: 'Pods' });
    expect(within(pods).getAllByRole('row')[2]).toHaveTextContent(
      'storefront-826a72c4-b826a72c4Ready1',
    );

    await user.click(screen.getByRole('button', { name: 'Revisions (3)' }));
    const revisions = await screen.findByRole('grid', { name: 'Revisions' });
    expect(
      within(revisions)
        .getAllByRole('rowheader')
        .map(cell => cell.textContent),
    ).toEqual(['826a72c4', '9f31c02', '11aa22b']);
  });

  it('shows one block for each of several Rollouts', async () => {
    const second = quietRollout({
      target: { ...rollout().target, name: 'storefront-worker' },
    });
    const third = rollout({
      target: { ...rollout().target, name: 'storefront-cron' },
    });
    renderTab({
      delivery: delivery({
        lanes: [lane(PROD, { rollouts: [rollout(), second, third] })],
      }),
    });
    const prod = await screen.findByRole('region', {
      name: 'prod, production, 2 of 3 wait',
    });
    expect(
      within(prod).getAllByRole('button', { name: /^Promote 9f31c02/ }),
    ).toHaveLength(2);
    expect(
      within(prod).getByRole('heading', { name: 'storefront-worker' }),
    ).toBeVisible();
  });
});
