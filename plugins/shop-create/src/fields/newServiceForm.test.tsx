import type { Entity } from '@backstage/catalog-model';
import {
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import {
  DANA,
  group,
  openForm,
  ownerIsChosen,
} from '../__testUtils__/openForm';

// Every test goes through the whole wizard.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const GROUPS = [group('shop-team', [DANA]), group('coffee-team', [])];

type Autocomplete = (request: {
  token: string;
  provider: string;
  resource: string;
  context: Record<string, string>;
}) => Promise<{ results: Array<{ id: string; title?: string }> }>;

describe('form of New service', () => {
  const create = jest.fn(async () => {});
  const autocomplete = jest.fn<
    ReturnType<Autocomplete>,
    Parameters<Autocomplete>
  >();

  beforeEach(() => {
    create.mockClear();
    autocomplete.mockReset();
    autocomplete.mockImplementation(async ({ resource, context }) => {
      switch (resource) {
        case 'serviceName':
          return {
            results:
              context.name === 'storefront'
                ? [{ id: 'github', title: 'shop-team' }]
                : [],
          };
        case 'environments':
          return { results: [{ id: 'dev' }, { id: 'prod' }] };
        default:
          return {
            results: [
              { id: 'source', title: 'shop/' },
              { id: 'deployment', title: 'shop/deploy' },
              { id: 'infrastructure', title: 'shop/infra' },
            ],
          };
      }
    });
  });

  function open(options: { theme: 'mui' | 'bui'; groups?: Entity[] }) {
    return openForm({
      template: 'shop-service',
      theme: options.theme,
      entities: options.groups ?? GROUPS,
      autocomplete,
      onCreate: create,
    });
  }

  const name = () => screen.getByRole('textbox', { name: /^Name/ });
  const press = (label: string) => screen.getByRole('button', { name: label });

  describe.each(['mui', 'bui'] as const)('in the %s theme', theme => {
    it('needs a name and four presses', async () => {
      const user = await open({ theme });
      await ownerIsChosen();

      await user.type(name(), 'reviews');
      expect(await screen.findByText('Free')).toBeInTheDocument();
      await user.click(press('Next'));
      await screen.findByText(/Where the container listens/);
      await user.click(press('Next'));
      const will = await screen.findByRole('region', {
        name: 'What it will write',
      });
      expect(will).toHaveTextContent(
        'Would write 30 files in 3 repositories. Nothing is written yet.',
      );
      expect(will).toHaveTextContent('shop/reviews: new repository');
      expect(will).toHaveTextContent('shop/deploy: pull request “Add reviews”');
      await user.click(press('Review'));
      await user.click(await screen.findByRole('button', { name: 'Create' }));

      expect(create).toHaveBeenCalledWith({
        name: 'reviews',
        description: 'A service of the shop.',
        owner: 'group:default/shop-team',
        system: 'ecommerce',
        language: 'node',
        port: 3000,
        delivery: 'blueGreen',
        database: false,
        monitors: false,
        autoscaling: false,
      });
    });

    it('keeps a person on the page whose name is taken', async () => {
      const user = await open({ theme });
      await ownerIsChosen();

      await user.type(name(), 'storefront');
      await user.click(press('Next'));

      const taken =
        '"storefront" exists in GitHub (owner: shop-team). Choose another name.';
      await waitFor(() =>
        expect(name()).toHaveAccessibleDescription(
          expect.stringContaining(taken),
        ),
      );
      expect(name()).toBeInvalid();
    });

    it('asks for a sentence', async () => {
      const user = await open({ theme });
      await ownerIsChosen();
      await user.type(name(), 'reviews');
      await user.clear(screen.getByRole('textbox', { name: /^Description/ }));
      await user.click(press('Next'));

      expect(
        (await screen.findAllByText(/Write one sentence\./)).length,
      ).toBeGreaterThan(0);
    });

    it('asks for a port that a container may use', async () => {
      const user = await open({ theme });
      await ownerIsChosen();
      await user.type(name(), 'reviews');
      await user.click(press('Next'));

      const port = await screen.findByLabelText(/^Port/);
      await user.clear(port);
      await user.type(port, '80');
      await user.click(press('Next'));

      expect(
        (await screen.findAllByText(/Use a number from 1024 to 65535\./))
          .length,
      ).toBeGreaterThan(0);
    });
  });

  it('says what is wrong with a name when the person leaves it', async () => {
    const user = await open({ theme: 'mui' });

    await user.type(name(), 'Reviews');
    expect(name()).toBeValid();
    await user.tab();

    expect(name()).toBeInvalid();
    expect(name()).toHaveAccessibleDescription(
      expect.stringContaining('"Reviews" has a capital. Try "reviews".'),
    );
    expect(autocomplete).not.toHaveBeenCalled();
  });

  it('asks once the person stops typing, and says so', async () => {
    let answer: (value: { results: [] }) => void = () => {};
    autocomplete.mockReturnValue(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    await open({ theme: 'mui' });

    // Faster than anybody types, so that a slow machine makes no pause of it.
    for (const typed of ['r', 're', 'review', 'reviews']) {
      fireEvent.change(name(), { target: { value: typed } });
    }
    expect(await screen.findByText('Checking…')).toHaveAttribute(
      'role',
      'status',
    );
    answer({ results: [] });

    expect(await screen.findByText('Free')).toHaveAttribute('role', 'status');
    expect(autocomplete.mock.calls.map(([request]) => request)).toEqual([
      {
        provider: 'shop',
        resource: 'serviceName',
        context: { name: 'reviews' },
        token: expect.any(String),
      },
    ]);
  });

  it('lets a person go on when the name could not be checked', async () => {
    autocomplete.mockRejectedValue(new Error('GitHub did not answer'));
    const user = await open({ theme: 'mui' });
    await ownerIsChosen();

    await user.type(name(), 'reviews');
    expect(
      await screen.findByText(
        'Could not check this. It is checked again before anything is made.',
      ),
    ).toBeInTheDocument();
    await user.click(press('Next'));

    expect(
      await screen.findByText(/Where the container listens/),
    ).toBeInTheDocument();
  });

  it('offers the groups of the person, and only those', async () => {
    const user = await open({
      theme: 'mui',
      groups: [...GROUPS, group('platform-team', [DANA])],
    });
    const owner = await screen.findByRole('button', { name: /Owner/ });
    await waitFor(() => expect(owner).toHaveTextContent('platform-team'));

    await user.click(owner);
    const options = within(await screen.findByRole('listbox')).getAllByRole(
      'option',
    );

    expect(options.map(option => option.textContent)).toEqual([
      'platform-team',
      'shop-team',
    ]);
    await user.click(options[1]);
    expect(owner).toHaveTextContent('shop-team');
  });

  it('tells a person without a group whom to ask', async () => {
    await open({ theme: 'mui', groups: [group('coffee-team', [])] });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You are in no group. Ask a platform engineer.',
    );
  });
});
