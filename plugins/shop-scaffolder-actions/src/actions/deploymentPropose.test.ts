import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { symlinkSync } from 'fs';
import { createFixture } from '../__testUtils__/createFixture';
import { FakeDeployment, PULL } from '../__testUtils__/FakeDeployment';
import { useFakeGitHub } from '../__testUtils__/fakeGitHub';
import { createDeploymentProposeAction } from './deploymentPropose';

describe('shop:deployment:propose', () => {
  const github = useFakeGitHub();
  const workspace = createMockDirectory();
  const action = createDeploymentProposeAction(createFixture());
  let deployment: FakeDeployment;

  beforeEach(() => {
    deployment = new FakeDeployment();
    github.use(...deployment.handlers);
    workspace.setContent({
      'deployment/apps/reviews/base/kustomization.yaml': 'resources: []\n',
      'deployment/apps/reviews/overlays/dev/config.json': '{}\n',
    });
  });

  function createContext(isDryRun = false) {
    return {
      ...createMockActionContext({
        workspacePath: workspace.path,
        user: { ref: 'user:default/dana.kim' },
        input: {
          name: 'reviews',
          title: 'Add reviews',
          description: 'Deploys reviews.',
          sourcePath: 'deployment',
        },
      }),
      isDryRun,
    };
  }

  it('opens a pull request with the rendered files on top of main', async () => {
    const context = createContext();

    await action.handler(context);

    expect(deployment.tree).toEqual({
      base_tree: 'tree-of-main',
      tree: [
        {
          path: 'apps/reviews/base/kustomization.yaml',
          mode: '100644',
          type: 'blob',
          sha: 'resources: []\n',
        },
        {
          path: 'apps/reviews/overlays/dev/config.json',
          mode: '100644',
          type: 'blob',
          sha: '{}\n',
        },
      ],
    });
    expect(deployment.branches.get('portal/reviews')).toBe('new-commit');
    expect(deployment.pulls).toEqual([
      expect.objectContaining({
        head: 'portal/reviews',
        base: 'main',
        title: 'Add reviews',
        body: 'Deploys reviews.\n\nRequested by user:default/dana.kim.',
      }),
    ]);
    expect(context.output).toHaveBeenCalledWith('number', 41);
    expect(context.output).toHaveBeenCalledWith(
      'pullRequestUrl',
      PULL.html_url,
    );
  });

  it('updates the open pull request of the same service', async () => {
    deployment.branches.set('portal/reviews', 'old-commit');
    deployment.existing.push({ ...PULL, number: 40, state: 'open' });
    const context = createContext();

    await action.handler(context);

    expect(deployment.branches.get('portal/reviews')).toBe('new-commit');
    expect(deployment.pulls).toEqual([]);
    expect(context.output).toHaveBeenCalledWith('number', 40);
  });

  it('finds the merged pull request when main has everything', async () => {
    deployment.newTree = 'tree-of-main';
    deployment.existing.push({
      ...PULL,
      number: 39,
      state: 'closed',
      merged_at: '2026-11-22T10:00:00Z',
    });
    const context = createContext();

    await action.handler(context);

    expect(deployment.pulls).toEqual([]);
    expect(context.output).toHaveBeenCalledWith('number', 39);
  });

  it('says so when main has everything and no pull request brought it', async () => {
    deployment.newTree = 'tree-of-main';
    await expect(action.handler(createContext())).rejects.toThrow(
      'shop/deploy has all of this already, and no pull request of portal/reviews brought it.',
    );
  });

  it('says why GitHub refused', async () => {
    deployment.refusal = 'Resource not accessible by integration';
    await expect(action.handler(createContext())).rejects.toThrow(
      'GitHub refused the pull request "Add reviews" in shop/deploy (403): Resource not accessible by integration',
    );
  });

  it('takes no file outside the folder of the service', async () => {
    workspace.addContent({ 'deployment/projects/ecommerce.yaml': 'a: b\n' });
    await expect(action.handler(createContext())).rejects.toThrow(
      'projects/ecommerce.yaml is outside apps/reviews/.',
    );
    expect(deployment.tree).toBeUndefined();
  });

  it('proposes one overlay on a branch of its own, without the base', async () => {
    const context = {
      ...createContext(),
      input: { ...createContext().input, environment: 'dev' },
    };

    await action.handler(context);

    expect(deployment.tree).toMatchObject({
      tree: [{ path: 'apps/reviews/overlays/dev/config.json' }],
    });
    expect(deployment.branches.has('portal/reviews.dev')).toBe(true);
  });

  it('takes no environment that is none', async () => {
    const context = {
      ...createContext(),
      input: { ...createContext().input, environment: '../base' },
    };
    await expect(action.handler(context)).rejects.toThrow(
      '"../base" is no name of an environment.',
    );
  });

  it('takes no symbolic link', async () => {
    symlinkSync(
      'elsewhere.yaml',
      workspace.resolve('deployment/apps/reviews/base/link.yaml'),
    );
    await expect(action.handler(createContext())).rejects.toThrow(
      'apps/reviews/base/link.yaml is a symbolic link.',
    );
  });

  it('writes nothing in a dry run', async () => {
    const context = createContext(true);

    await action.handler(context);

    expect(deployment.tree).toBeUndefined();
    expect(context.output).toHaveBeenCalledWith('number', 0);
  });

  it('stops when the task is cancelled', async () => {
    const context = { ...createContext(), signal: AbortSignal.abort() };
    await expect(action.handler(context)).rejects.toThrow('aborted');
    expect(deployment.tree).toBeUndefined();
  });
});
