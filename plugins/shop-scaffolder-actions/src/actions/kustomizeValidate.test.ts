import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import {
  BASE,
  OTHERS,
  PROD,
  ROLLOUT,
  SERVICE,
  TREE,
} from '../__testUtils__/deploymentTree';
import { createKustomizeValidateAction } from './kustomizeValidate';

const NOTHING = 'app: nothing';

describe('shop:kustomize:validate', () => {
  const workspace = createMockDirectory();
  const action = createKustomizeValidateAction();

  async function validate(
    changes: Record<string, string | undefined> = {},
    textPaths?: string[],
  ) {
    const content = Object.entries({ ...TREE, ...changes }).flatMap(
      ([path, text]) => (text === undefined ? [] : [[path, text]]),
    );
    workspace.setContent(Object.fromEntries(content));
    const context = createMockActionContext({
      workspacePath: workspace.path,
      input: { path: 'deployment', ...(textPaths && { textPaths }) },
    });
    await action.handler(context);
    return context;
  }

  it('builds every overlay', async () => {
    const { output } = await validate();

    expect(output).toHaveBeenCalledWith('overlays', [
      'apps/reviews/overlays/prod',
    ]);
    expect(output).toHaveBeenCalledWith('objects', 6);
  });

  it.each([
    [
      'a file that is missing',
      { [`${BASE}/service.yaml`]: undefined },
      /^1 problem: apps\/reviews\/base\/kustomization\.yaml: .*service\.yaml/s,
    ],
    [
      'a warning of Kustomize',
      {
        [`${PROD}/kustomization.yaml`]:
          'commonLabels:\n  team: shop\nresources:\n  - ../../base\n',
      },
      /overlays\/prod\/kustomization\.yaml: .*commonLabels.* deprecated/,
    ],
    [
      'YAML that is none',
      { [`${BASE}/service.yaml`]: `${SERVICE}  broken: [\n` },
      /apps\/reviews\/base\/service\.yaml, line 1\d: /,
    ],
    [
      'an object against its schema',
      {
        [`${BASE}/service.yaml`]: SERVICE.replace('port: 80', 'port: eighty'),
      },
      'apps/reviews/base/service.yaml, line 9: Service reviews-active: spec.ports.0.port must be integer',
    ],
    [
      'a Rollout against its schema',
      {
        [`${BASE}/rollout.yaml`]: ROLLOUT.replace(
          '      previewService: reviews-active\n',
          '      scaleDownDelaySeconds: soon\n',
        ),
      },
      'apps/reviews/base/rollout.yaml, line 12: Rollout reviews: spec.strategy.blueGreen.scaleDownDelaySeconds must be integer',
    ],
    [
      'a Service that selects nothing',
      { [`${BASE}/service.yaml`]: SERVICE.replace('app: reviews', NOTHING) },
      'apps/reviews/base/service.yaml, line 6: Service reviews-active: no pod carries app=nothing',
    ],
    [
      'a Service to a port that is closed',
      {
        [`${BASE}/service.yaml`]: SERVICE.replace(
          'targetPort: http',
          'targetPort: grpc',
        ),
      },
      'apps/reviews/base/service.yaml, line 10: Service reviews-active: no container listens on the port grpc',
    ],
    [
      'a Rollout without its Service',
      {
        [`${BASE}/rollout.yaml`]: ROLLOUT.replace(
          'previewService: reviews-active',
          'previewService: reviews-preview',
        ),
      },
      'apps/reviews/base/rollout.yaml, line 12: Rollout reviews: there is no Service reviews-preview',
    ],
    [
      'a Rollout without its ServiceAccount',
      {
        [`${BASE}/rollout.yaml`]: ROLLOUT.replace(
          'serviceAccountName: reviews',
          'serviceAccountName: other',
        ),
      },
      'apps/reviews/base/rollout.yaml, line 18: Rollout reviews: there is no ServiceAccount other',
    ],
    [
      'a Rollout that does not select its pods',
      {
        [`${BASE}/rollout.yaml`]: ROLLOUT.replace('app: reviews', NOTHING),
      },
      'apps/reviews/base/rollout.yaml, line 7: Rollout reviews: the selector app=nothing does not choose its own pods',
    ],
    [
      'a disruption budget of nothing',
      { [`${BASE}/others.yaml`]: OTHERS.replace('app: reviews', NOTHING) },
      'apps/reviews/base/others.yaml, line 13: PodDisruptionBudget reviews: no pod carries app=nothing',
    ],
    [
      'a network policy of nothing',
      {
        [`${BASE}/others.yaml`]: OTHERS.replace(
          'podSelector:\n    matchLabels:\n      app: reviews',
          `podSelector:\n    matchLabels:\n      ${NOTHING}`,
        ),
      },
      'apps/reviews/base/others.yaml, line 22: NetworkPolicy reviews: no pod carries app=nothing',
    ],
    [
      'an autoscaler of nothing',
      {
        [`${BASE}/others.yaml`]: OTHERS.replace(
          'kind: Rollout\n    name: reviews',
          'kind: Deployment\n    name: reviews',
        ),
      },
      'apps/reviews/base/others.yaml, line 35: HorizontalPodAutoscaler reviews: there is no Deployment reviews',
    ],
    [
      'a value that came out empty',
      {
        [`${BASE}/others.yaml`]: OTHERS.replace(
          'maxUnavailable: 1',
          'maxUnavailable: ',
        ),
      },
      'apps/reviews/base/others.yaml, line 11: maxUnavailable is empty',
    ],
    [
      'text that was not rendered',
      { 'deployment/README.md': '# Deployment\n\n${{ values.name }}\n' },
      'README.md, line 3: "${{ values." was not rendered',
    ],
    [
      'a file without a last line break',
      { 'deployment/README.md': '# Deployment' },
      'README.md, line 1: the file does not end with a line break',
    ],
    [
      'a base from the network',
      {
        [`${PROD}/kustomization.yaml`]:
          'resources:\n  - https://github.com/shop/other//base?ref=main\n',
      },
      /overlays\/prod\/kustomization\.yaml: /,
    ],
  ])('refuses %s', async (_, changes, message) => {
    await expect(validate(changes)).rejects.toThrow(message);
  });

  it('tells every problem at once, each once', async () => {
    await expect(
      validate({
        [`${BASE}/service.yaml`]: SERVICE.replace('port: 80', 'port: eighty'),
        [`${PROD.replace('prod', 'dev')}/kustomization.yaml`]:
          'resources:\n  - ../../base\n',
        'deployment/README.md': '# Deployment',
      }),
    ).rejects.toThrow(/^2 problems:\n- .*\n- [^\n]*$/);
  });

  it('refuses a folder without overlays', async () => {
    await expect(
      validate({ [`${PROD}/kustomization.yaml`]: undefined }),
    ).rejects.toThrow('deployment: has no overlay: nothing would be deployed');
  });

  it('finds workflows that lost their expressions', async () => {
    await expect(
      validate(
        {
          'source/.github/workflows/ci.yml':
            'on:\n  pull_request:\njobs:\n  test:\n    env:\n      TAG: \n',
        },
        ['source'],
      ),
    ).rejects.toThrow(
      [
        '2 problems:',
        '- .github/workflows/ci.yml: the workflow lost its ${{ }} expressions',
        '- .github/workflows/ci.yml, line 6: TAG is empty',
      ].join('\n'),
    );
  });

  it('lets a workflow have a trigger without settings', async () => {
    const { output } = await validate(
      {
        'source/.github/workflows/ci.yml':
          'on:\n  pull_request:\nenv:\n  TAG: ${{ github.sha }}\n',
      },
      ['source'],
    );
    expect(output).toHaveBeenCalledWith('objects', 6);
  });

  it('stays in the workspace', async () => {
    const context = createMockActionContext({
      workspacePath: workspace.path,
      input: { path: '../..' },
    });
    await expect(action.handler(context)).rejects.toThrow(
      'Relative path is not allowed to refer to a directory outside its parent',
    );
  });

  it('stops when the task is cancelled', async () => {
    workspace.setContent(TREE);
    const context = {
      ...createMockActionContext({
        workspacePath: workspace.path,
        input: { path: 'deployment' },
      }),
      signal: AbortSignal.abort(),
    };
    await expect(action.handler(context)).rejects.toThrow('aborted');
  });
});
