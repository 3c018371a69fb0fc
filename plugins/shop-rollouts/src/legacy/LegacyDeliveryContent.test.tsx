import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { renderWithBackend, storefront } from '../__testUtils__/renderDelivery';
import { LegacyDeliveryContent } from './LegacyDeliveryContent';
import { PageDialogApi } from './PageDialogApi';

describe('LegacyDeliveryContent', () => {
  it('draws its own dialogs', async () => {
    renderWithBackend(
      <EntityProvider entity={storefront}>
        <LegacyDeliveryContent />
      </EntityProvider>,
      { dialogApi: new PageDialogApi() },
    );

    await userEvent.click(
      await screen.findByRole('button', { name: 'Promote 9f31c02 in prod' }),
    );
    expect(
      await screen.findByRole('dialog', {
        name: /^Promote 9f31c02 to live in prod\?/,
      }),
    ).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});
