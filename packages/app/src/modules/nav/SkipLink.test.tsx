import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SkipLink } from './SkipLink';

async function follow() {
  await userEvent.tab();
  expect(screen.getByRole('link', { name: 'Skip to content' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
}

describe('SkipLink', () => {
  it('is the first stop, and leads to the landmark', async () => {
    render(
      <>
        <SkipLink />
        <a href="/catalog">Catalog</a>
        <main>
          <h1>Storefront</h1>
        </main>
      </>,
    );
    await follow();
    expect(screen.getByRole('main')).toHaveFocus();
  });

  it('leads to the heading of a page without a landmark', async () => {
    render(
      <>
        <SkipLink />
        <a href="/catalog">Catalog</a>
        <h1>Settings</h1>
        <button>Theme</button>
      </>,
    );
    await follow();
    expect(screen.getByRole('heading', { name: 'Settings' })).toHaveFocus();
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'Theme' })).toHaveFocus();
  });

  it('stays where it is while there is no content yet', async () => {
    render(<SkipLink />);
    await follow();
    expect(screen.getByRole('link', { name: 'Skip to content' })).toHaveFocus();
  });
});
