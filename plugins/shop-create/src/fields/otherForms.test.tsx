import { configure, screen, waitFor } from '@testing-library/react';
import {
  component,
  DANA,
  group,
  openForm,
  ownerIsChosen,
} from '../__testUtils__/openForm';

// Every test goes through a whole wizard.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const ENTITIES = [
  group('shop-team', [DANA]),
  component('discounts', 'shop-team'),
  component('web', 'coffee-team'),
];

const REPOSITORIES = [
  { id: 'deployment', title: 'shop/deploy' },
  { id: 'infrastructure', title: 'shop/infra' },
];

const NETWORKS = [{ id: '10.20.0.0/16', title: 'shop-dev/ap-northeast-2/dev' }];

const create = jest.fn(async () => {});
const press = (name: string) => screen.getByRole('button', { name });
const box = (name: RegExp) => screen.getByRole('textbox', { name });

function open(
  template: string,
  answers: Record<string, Array<{ id: string; title?: string }>>,
) {
  create.mockClear();
  return openForm({
    template,
    theme: 'bui',
    entities: ENTITIES,
    autocomplete: async ({ resource }) => ({
      results: { repositories: REPOSITORIES, ...answers }[resource] ?? [],
    }),
    onCreate: create,
  });
}

async function choose(
  user: Awaited<ReturnType<typeof open>>,
  field: RegExp,
  option: RegExp,
) {
  await user.click(screen.getByRole('button', { name: field }));
  await user.click(await screen.findByRole('option', { name: option }));
}

describe('form of Environment of a service', () => {
  const ENVIRONMENTS = [
    { id: 'staging', title: 'shop-dev, ecommerce-staging' },
  ];

  it('offers own services, their missing environments, and says what it writes', async () => {
    const user = await open('shop-kustomize-overlay', {
      environments: ENVIRONMENTS,
    });

    expect(await screen.findByText('Choose a service first.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /Service/ }));
    const options = await screen.findAllByRole('option');
    expect(options.map(option => option.textContent)).toEqual(['discounts']);
    await user.click(options[0]);
    await screen.findByText('Choose an environment.');
    await choose(user, /Environment/, /^staging \(shop-dev/);
    await user.click(press('Next'));
    await screen.findByText(/What happens when a new release is ready/);
    await user.click(press('Next'));

    const will = await screen.findByRole('region', {
      name: 'What it will write',
    });
    expect(will).toHaveTextContent(
      'Would write 3 files in 1 repository. Nothing is written yet.',
    );
    expect(will).toHaveTextContent(
      'shop/deploy: pull request “Add discounts to staging”',
    );
    expect(will).toHaveTextContent(
      'apps/discounts/overlays/staging/externalsecret.yaml',
    );
    await user.click(press('Review'));
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    expect(create).toHaveBeenCalledWith({
      service: 'discounts',
      environment: 'staging',
      tag: 'unreleased',
      promotion: 'automatic',
      autoscaling: false,
      pods: 1,
      database: true,
      ingress: 'none',
    });
  });

  it('says that a service is everywhere already', async () => {
    const user = await open('shop-kustomize-overlay', { environments: [] });
    await screen.findByText('Choose a service.');
    await choose(user, /Service/, /discounts/);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This service is in every environment already.',
    );
  });

  it('takes no maximum that is not above the minimum', async () => {
    const user = await open('shop-kustomize-overlay', {
      environments: ENVIRONMENTS,
    });
    await screen.findByText('Choose a service.');
    await choose(user, /Service/, /discounts/);
    await screen.findByText('Choose an environment.');
    await choose(user, /Environment/, /^staging/);
    await user.click(press('Next'));
    await user.click(await screen.findByLabelText(/^Autoscaling/));
    const maximum = await screen.findByRole('textbox', { name: /^Maximum/ });
    await user.clear(maximum);
    await user.type(maximum, '1');
    await user.click(press('Next'));

    expect(
      (await screen.findAllByText(/Maximum must be above minimum\./)).length,
    ).toBeGreaterThan(0);
  });
});

describe('form of New environment', () => {
  async function goToNetwork() {
    const user = await open('shop-terragrunt-environment', {
      networks: NETWORKS,
    });
    await ownerIsChosen();
    await user.type(box(/^Account(?! number)/), 'shop-dev');
    await user.type(box(/^Account number/), '111111111111');
    await user.type(box(/^Environment/), 'staging');
    await user.click(press('Next'));
    await screen.findByText(/A private network of size/);
    return user;
  }

  it('refuses a network that overlaps, while it is typed', async () => {
    const user = await goToNetwork();
    const network = box(/^Network/);

    await user.type(network, '10.20.16.0/20');
    await waitFor(() =>
      expect(network).toHaveAccessibleDescription(
        expect.stringContaining(
          '10.20.16.0/20 overlaps shop-dev/ap-northeast-2/dev (10.20.0.0/16). Try 10.0.0.0/20.',
        ),
      ),
    );
    await user.clear(network);
    await user.type(network, '10.50.0.0/24');
    await user.tab();
    expect(network).toHaveAccessibleDescription(
      expect.stringContaining('Use a size from /16 to /20.'),
    );
    await user.clear(network);
    await user.type(network, '10.50.0.0/16');
    expect(await screen.findByText('Free')).toBeInTheDocument();
  });

  it('ends with every file that it will write', async () => {
    const user = await goToNetwork();
    await user.type(box(/^Name/), 'MIR-STAGING');
    await user.type(box(/^Network/), '10.50.0.0/16');
    await user.type(box(/^Domain/), 'staging.shop.example.com');
    await user.click(press('Next'));

    const will = await screen.findByRole('region', {
      name: 'What it will write',
    });
    expect(will).toHaveTextContent(
      'shop/infra: pull request “Add shop-dev staging”',
    );
    expect(will).toHaveTextContent(
      'live/shop-dev/ap-northeast-2/staging/vpc/terragrunt.hcl',
    );
    expect(will).toHaveTextContent('live/root.hcl (where it does not exist)');
  });
});
