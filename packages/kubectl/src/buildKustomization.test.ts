import { createMockDirectory } from '@backstage/backend-test-utils';
import { buildKustomization } from './buildKustomization';
import { KustomizeError } from './KustomizeError';

const SERVICE = `
apiVersion: v1
kind: Service
metadata:
  name: storefront
spec:
  ports:
    - port: 80
`;

describe('buildKustomization', () => {
  const directory = createMockDirectory();

  it('builds an overlay over its base', async () => {
    directory.setContent({
      base: {
        'kustomization.yaml': 'resources: [service.yaml, settings.yaml]',
        'service.yaml': SERVICE,
        'settings.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {debug: "on", port: "080"}\n',
      },
      'overlays/prod/kustomization.yaml':
        'namespace: ecommerce\nresources: [../../base]',
    });

    const built = await buildKustomization(directory.resolve('overlays/prod'));

    expect(built.objects).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings', namespace: 'ecommerce' },
        data: { debug: 'on', port: '080' },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'storefront', namespace: 'ecommerce' },
        spec: { ports: [{ port: 80 }] },
      },
    ]);
    expect(built.yaml).toContain('namespace: ecommerce');
    expect(built.warnings).toEqual([]);
  });

  it.each(['3e288385', '12345678', '1e5', '0012'])(
    'keeps the tag %s text, however it looks',
    async tag => {
      directory.setContent({
        'kustomization.yaml': `
          resources: [pod.yaml]
          images: [{name: shop/web, newTag: '${tag}'}]
          replacements:
            - source:
                kind: Pod
                fieldPath: spec.containers.0.image
                options: {delimiter: ':', index: 1}
              targets:
                - select: {kind: Pod}
                  fieldPaths: [metadata.labels.version]
        `,
        'pod.yaml': `
          apiVersion: v1
          kind: Pod
          metadata: {name: web, labels: {version: none}}
          spec: {containers: [{name: app, image: shop/web}]}
        `,
      });

      const { objects } = await buildKustomization(directory.path);

      expect(objects).toEqual([
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'web', labels: { version: tag } },
          spec: { containers: [{ name: 'app', image: `shop/web:${tag}` }] },
        },
      ]);
    },
  );

  it('reports deprecated fields as warnings', async () => {
    directory.setContent({
      'kustomization.yaml':
        'resources: [service.yaml]\ncommonLabels: {team: shop}',
      'service.yaml': SERVICE,
    });

    const built = await buildKustomization(directory.path);

    expect(built.warnings.join('\n')).toMatch(
      /^Warning: 'commonLabels' is deprecated/,
    );
  });

  it('says what is wrong, without the path of the machine', async () => {
    directory.setContent({
      'kustomization.yaml': 'resources: [missing.yaml]',
    });

    const build = buildKustomization(directory.path);

    await expect(build).rejects.toBeInstanceOf(KustomizeError);
    await expect(build).rejects.toThrow(/missing\.yaml/);
    await expect(build).rejects.toThrow(
      expect.objectContaining({
        message: expect.not.stringContaining(directory.path),
      }),
    );
  });

  it('refuses a folder that does not exist', async () => {
    await expect(
      buildKustomization(directory.resolve('nowhere')),
    ).rejects.toThrow('The folder does not exist.');
  });

  it('does not fetch remote bases', async () => {
    directory.setContent({
      'kustomization.yaml':
        'resources: ["https://deploy.example.invalid/shop/deploy.git//base"]',
    });

    await expect(buildKustomization(directory.path)).rejects.toThrow(
      KustomizeError,
    );
  });

  it('gives up after the given time', async () => {
    directory.setContent({ 'kustomization.yaml': 'resources: []' });

    await expect(
      buildKustomization(directory.path, { timeoutMillis: 1 }),
    ).rejects.toThrow('Kustomize did not finish within 1 ms.');
  });

  it('ends when the caller gives up', async () => {
    directory.setContent({ 'kustomization.yaml': 'resources: []' });

    await expect(
      buildKustomization(directory.path, { signal: AbortSignal.abort() }),
    ).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});
