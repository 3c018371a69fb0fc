import { buildKustomization } from '@shop-portal/kubectl';
import { globSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { z } from 'zod';
import { findSchemaProblems } from './findSchemaProblems';
import { loadModel } from './loadModels';
import { KubernetesObject, kubernetesObjectSchema } from './types';

const deploy = resolve(__dirname, '../../../../deploy');
const folders = globSync('**/kustomization.yaml', { cwd: deploy }).map(dirname);

const labelsSchema = z.record(z.string(), z.string());
const selectorSchema = z.object({ matchLabels: labelsSchema });

async function build(folder: string): Promise<KubernetesObject[]> {
  const { objects, warnings } = await buildKustomization(join(deploy, folder));
  expect(warnings).toEqual([]);
  return z.array(kubernetesObjectSchema).parse(objects);
}

function specOf<T>(
  objects: KubernetesObject[],
  kind: string,
  schema: z.ZodType<T>,
): T {
  const object = objects.find(candidate => candidate.kind === kind);
  return z.object({ spec: schema }).parse(object).spec;
}

describe('the manifests of deploy/', () => {
  it('are all there', () => {
    expect(folders.sort()).toEqual([
      'portal/base',
      'portal/overlays/example',
      'target-cluster',
      'target-cluster/namespace',
      'target-cluster/tokens',
    ]);
  });

  it.each(folders)('are valid in %s, and hold no secret', async folder => {
    const objects = await build(folder);

    expect(objects).not.toEqual([]);
    expect(
      objects.filter(({ apiVersion, kind }) => !loadModel(apiVersion, kind)),
    ).toEqual([]);
    expect(findSchemaProblems(objects)).toEqual([]);
    expect(
      objects.filter(object => object.data && object.kind === 'Secret'),
    ).toEqual([]);
  });

  it('select the pods of the portal, all of them and no others', async () => {
    const objects = await build('portal/overlays/example');
    const { template } = specOf(
      objects,
      'Deployment',
      z.object({
        template: z.object({
          metadata: z.object({ labels: labelsSchema }),
          spec: z.object({
            topologySpreadConstraints: z.tuple([
              z.object({ labelSelector: selectorSchema }),
            ]),
          }),
        }),
      }),
    );
    const [spread] = template.spec.topologySpreadConstraints;

    expect([
      specOf(objects, 'Service', z.object({ selector: labelsSchema })).selector,
      specOf(
        objects,
        'PodDisruptionBudget',
        z.object({ selector: selectorSchema }),
      ).selector.matchLabels,
      specOf(
        objects,
        'NetworkPolicy',
        z.object({ podSelector: selectorSchema }),
      ).podSelector.matchLabels,
      spread.labelSelector.matchLabels,
    ]).toEqual(Array(4).fill(template.metadata.labels));
  });
});

const ruleSchema = z.object({
  apiGroups: z.array(z.string()),
  resources: z.array(z.string()),
  verbs: z.array(z.string()),
});

describe('the rights of the portal in a cluster', () => {
  async function rulesOf(name: string) {
    const role = (await build('target-cluster')).find(
      ({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === name,
    );
    return z.object({ rules: z.array(ruleSchema) }).parse(role).rules;
  }

  it('let the reader look, and at no secret', async () => {
    const rules = await rulesOf('shop-portal-reader');
    const resources = rules.flatMap(rule => rule.resources);

    expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(
      new Set(['get', 'list', 'watch']),
    );
    expect(resources).not.toContain('*');
    expect(resources).not.toContain('secrets');
    expect(resources.filter(resource => resource.includes('/'))).toEqual([
      'pods/log',
    ]);
  });

  it.each([
    ['promoter', ['rollouts/status']],
    ['changer', ['rollouts', 'rollouts/status']],
  ])('let the %s patch %j', async (tier, resources) => {
    expect(await rulesOf(`shop-portal-${tier}`)).toEqual([
      { apiGroups: ['argoproj.io'], resources, verbs: ['patch'] },
    ]);
  });

  it('let nobody write but in the namespaces that say so', async () => {
    const bindings = (await build('target-cluster')).filter(({ kind }) =>
      kind.endsWith('Binding'),
    );

    expect(bindings.map(({ roleRef }) => roleRef)).toEqual([
      expect.objectContaining({ name: 'shop-portal-reader' }),
    ]);
    expect(
      (await build('target-cluster/namespace')).map(
        ({ kind, metadata, roleRef, subjects }) => ({
          kind,
          namespace: metadata.namespace,
          roleRef,
          subjects,
        }),
      ),
    ).toEqual(
      ['shop-portal-changer', 'shop-portal-promoter'].map(name => ({
        kind: 'RoleBinding',
        namespace: undefined,
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name,
        },
        subjects: [{ kind: 'ServiceAccount', name, namespace: 'shop-portal' }],
      })),
    );
  });
});
