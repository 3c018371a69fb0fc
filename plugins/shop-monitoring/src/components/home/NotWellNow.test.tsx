import { screen } from '@testing-library/react';
import { Entity } from '@backstage/catalog-model';
import { HomeRole, HomeRoleContext } from '@shop-portal/plugin-shop-react';
import { dev, health } from '../../__testUtils__/answers';
import {
  RenderOptions,
  renderWithBackend,
  storefront,
} from '../../__testUtils__/renderMonitoring';
import { NotWellNow } from './NotWellNow';

const foreign: Entity = {
  ...storefront,
  metadata: { name: 'gateway', namespace: 'default' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/coffee-team' }],
};

function renderCard(role: HomeRole, answers: RenderOptions['answers'] = {}) {
  return renderWithBackend(
    <HomeRoleContext.Provider value={role}>
      <NotWellNow />
    </HomeRoleContext.Provider>,
    { answers, entities: [storefront, foreign] },
  );
}

describe('NotWellNow', () => {
  it('lists what is not well in production, each leading to its Monitoring', async () => {
    renderCard('operator', {
      getHealthList: async () => ({
        items: [
          { title: 'Storefront', health: health() },
          { title: 'Discounts', health: health({ verdict: 'well' }) },
          { title: 'Ads', health: health({ environment: dev }) },
        ],
      }),
    });
    const row = await screen.findByRole('row', { name: /Storefront · prod/ });
    expect(row).toHaveTextContent(/Not well: 2 monitors alert since/);
    expect(row).toHaveAttribute(
      'data-href',
      '/catalog/default/component/storefront/monitoring?env=prod',
    );
    expect(screen.getAllByRole('row')).toHaveLength(1);
  });

  it('asks for the services of a developer, and for all of everybody else', async () => {
    const own = renderCard('developer');
    await screen.findByText('Everything is well.');
    expect(own.getHealthList).toHaveBeenCalledWith(
      ['component:default/storefront'],
      expect.anything(),
    );
  });

  it('says when it could not be read', async () => {
    renderCard('viewer', {
      getHealthList: async () => {
        throw new Error('down');
      },
    });
    expect(
      await screen.findByText('Could not read what is not well.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
