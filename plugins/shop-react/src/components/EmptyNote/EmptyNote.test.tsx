import { render, screen } from '@testing-library/react';
import { StaleNote } from '../StaleNote';
import { EmptyNote } from './EmptyNote';

describe('EmptyNote', () => {
  it('shows fact, help and the one thing to do', () => {
    render(
      <EmptyNote fact="Nothing waits for you." help="9 wait for others.">
        <button>Show them</button>
      </EmptyNote>,
    );
    expect(screen.getByText('Nothing waits for you.')).toBeVisible();
    expect(screen.getByText('9 wait for others.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Show them' })).toBeVisible();
  });
});

describe('StaleNote', () => {
  it('says what is old', () => {
    render(<StaleNote>Cluster shop-prod has not answered.</StaleNote>);
    expect(
      screen.getByText('Cluster shop-prod has not answered.'),
    ).toBeVisible();
  });
});
