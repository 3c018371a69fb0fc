import { render } from '@testing-library/react';
import { ShopLogo } from './ShopLogo';

describe('ShopLogo', () => {
  it('is decoration in the colour of the text, of the asked size', () => {
    const { container } = render(<ShopLogo size={16} />);
    const logo = container.querySelector('svg');
    expect(logo).toHaveAttribute('aria-hidden', 'true');
    expect(logo).toHaveAttribute('width', '16');
    expect(logo).toHaveAttribute('height', '16');
    const [live, preview] = container.querySelectorAll('rect');
    expect(live).toHaveAttribute('fill', 'currentColor');
    expect(preview).toHaveAttribute('stroke', 'currentColor');
    expect(preview).not.toHaveAttribute('fill');
  });
});
