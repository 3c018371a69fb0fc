import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFile } from 'child_process';
import { promisify } from 'util';
import { installArgoCdTools } from './argoCdTools';

const run = promisify(execFile);

describe('installArgoCdTools', () => {
  const directory = createMockDirectory();
  let kustomize: string;

  beforeAll(async () => {
    directory.setContent({
      module: {
        bin: { argocd: '' },
        files: {
          hack: {
            'git-verify-wrapper.sh': '#!/bin/sh\necho "verified $1"\n',
            'gpg-wrapper.sh': '#!/bin/sh\n',
          },
        },
      },
      overlay: {
        'kustomization.yaml': 'namePrefix: prod-\nresources: [service.yaml]\n',
        'service.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: {name: storefront}\n',
      },
    });
    const folder = await installArgoCdTools(
      directory.resolve('module'),
      directory.resolve('tools'),
    );
    kustomize = `${folder}/kustomize`;
  });

  it('gives Argo CD a kustomize that builds', async () => {
    const { stdout } = await run(kustomize, [
      'build',
      directory.resolve('overlay'),
    ]);

    expect(stdout).toContain('name: prod-storefront');
  });

  it('says which version it is', async () => {
    const { stdout } = await run(kustomize, ['version', '--short']);

    expect(stdout).toMatch(/^v5\.\d+\.\d+\n$/);
  });

  it('refuses what is not part of kubectl', async () => {
    await expect(run(kustomize, ['edit', 'set'])).rejects.toMatchObject({
      code: 1,
      stderr: 'kustomize edit is not part of kubectl\n',
    });
  });

  it('lets the wrappers of Argo CD run', async () => {
    const { stdout } = await run(
      directory.resolve('tools/git-verify-wrapper.sh'),
      ['HEAD'],
    );

    expect(stdout).toBe('verified HEAD\n');
  });
});
