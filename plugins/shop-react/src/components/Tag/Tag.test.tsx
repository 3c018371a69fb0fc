import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { LiveRegion } from '../LiveRegion';
import { shortenTag } from './shortenTag';
import { Tag } from './Tag';

const SHA = '9f31c02d8a1b4c5e6f708192a3b4c5d6e7f80912';
const IMAGE = `registry.shop.example/shop/storefront:${SHA}`;

describe('shortenTag', () => {
  it.each([
    [SHA, '9f31c02d'],
    ['9f31c02', '9f31c02'],
    ['v1.4.0', 'v1.4.0'],
    ['release-2026-11-22-candidate-3', 'release-2026-11-22-cand…'],
  ])('writes %s as %s', (tag, short) => {
    expect(shortenTag(tag)).toBe(short);
  });
});

describe('Tag', () => {
  it('copies the whole tag and shows the whole image', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    renderInTestApp(
      <LiveRegion>
        <Tag tag={SHA} image={IMAGE} hasCopy />
      </LiveRegion>,
    );

    expect(await screen.findByText('9f31c02d')).toHaveAttribute('title', IMAGE);
    await user.tab();
    const copy = screen.getByRole('button', { name: 'Copy tag 9f31c02d' });
    expect(copy).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(IMAGE);

    await user.click(copy);
    expect(await screen.findByText('Copied 9f31c02d.')).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith(SHA);
  });

  it('is plain text where there is nothing to copy', async () => {
    renderInTestApp(<Tag tag="v1.4.0" />);
    expect(await screen.findByText('v1.4.0')).toBeVisible();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
