import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { CommitLink } from '../CommitLink';
import { ExternalLink } from './ExternalLink';

describe('ExternalLink', () => {
  it('opens in a new tab and says so', async () => {
    renderInTestApp(
      <ExternalLink href="https://preview.shop.example">
        Open preview
      </ExternalLink>,
    );
    const link = await screen.findByRole('link', {
      name: 'Open preview (opens in a new tab)',
    });
    expect(link).toHaveAttribute('href', 'https://preview.shop.example');
    expect(link).toHaveAttribute('target', '_blank');
    expect(link).toHaveAttribute('rel', expect.stringContaining('noopener'));
  });

  it.each([
    undefined,
    'not an address',
    '/catalog',
    'ftp://files.shop.example',
    ['java', 'script:alert(1)'].join(''),
    'data:text/html,hello',
  ])('stays text for %s', async href => {
    renderInTestApp(<ExternalLink href={href}>Open preview</ExternalLink>);
    expect(await screen.findByText('Open preview')).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});

describe('CommitLink', () => {
  it('shows seven characters of the SHA', async () => {
    renderInTestApp(
      <CommitLink
        sha="4d2e1f0a9b8c7d6e5f40312233445566778899aa"
        href="https://git.shop.example/shop/deploy/commit/4d2e1f0"
      />,
    );
    expect(
      await screen.findByRole('link', { name: /^4d2e1f0 / }),
    ).toHaveAttribute(
      'href',
      'https://git.shop.example/shop/deploy/commit/4d2e1f0',
    );
  });
});
