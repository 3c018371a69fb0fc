import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createFixture } from '../__testUtils__/createFixture';
import { FakeDeployment, PULL } from '../__testUtils__/FakeDeployment';
import { useFakeGitHub } from '../__testUtils__/fakeGitHub';
import { createInfrastructureProposeAction } from './infrastructurePropose';

const INPUT = {
  name: 'environment.shop-dev.staging',
  title: 'Add shop-dev staging',
  description: 'A network.',
  sourcePath: 'infrastructure',
};

describe('shop:infrastructure:propose', () => {
  const github = useFakeGitHub();
  const workspace = createMockDirectory();
  const { shopCreate, pullRequests } = createFixture();
  const action = createInfrastructureProposeAction({
    shopCreate,
    pullRequests,
  });
  let repository: FakeDeployment;

  beforeEach(() => {
    repository = new FakeDeployment();
    github.use(...repository.handlers);
    workspace.setContent({
      'infrastructure/live/shop-dev/account.hcl': 'locals {}\n',
    });
  });

  const createContext = (input: Partial<typeof INPUT> = {}) =>
    createMockActionContext({
      workspacePath: workspace.path,
      input: { ...INPUT, ...input },
    });

  it('opens a pull request on a branch of its own', async () => {
    const context = createContext();

    await action.handler(context);

    expect(repository.tree).toMatchObject({
      tree: [{ path: 'live/shop-dev/account.hcl' }],
    });
    expect(repository.pulls).toEqual([
      expect.objectContaining({
        head: 'portal/environment.shop-dev.staging',
        title: 'Add shop-dev staging',
        body: 'A network.',
      }),
    ]);
    expect(context.output).toHaveBeenCalledWith('number', PULL.number);
  });

  it('takes no file that belongs to the repository itself', async () => {
    workspace.addContent({ 'infrastructure/mise.toml': '[tools]\n' });
    await expect(action.handler(createContext())).rejects.toThrow(
      'mise.toml is outside live/, compose/, .github/workflows/.',
    );
    expect(repository.tree).toBeUndefined();
  });

  it.each(['', '../main', 'a b', 'x.lock/', '-x'])(
    'takes no branch %j',
    async name => {
      await expect(action.handler(createContext({ name }))).rejects.toThrow(
        `${JSON.stringify(name)} is no name of a branch.`,
      );
    },
  );

  it('says so where no infrastructure repository is configured', async () => {
    const { infrastructureRepository: _, ...rest } = shopCreate.github;
    const unconfigured = createInfrastructureProposeAction({
      shopCreate: { ...shopCreate, github: rest },
      pullRequests,
    });
    await expect(unconfigured.handler(createContext())).rejects.toThrow(
      'No infrastructure repository is configured. Ask a platform engineer.',
    );
  });

  it('writes nothing in a dry run', async () => {
    const context = { ...createContext(), isDryRun: true };
    await action.handler(context);
    expect(repository.tree).toBeUndefined();
    expect(context.output).toHaveBeenCalledWith('number', 0);
  });
});
