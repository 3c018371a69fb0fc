import * as fc from 'fast-check';
import { readDeliveryLinks } from './readDeliveryLinks';

function read(annotations: Record<string, string> | undefined) {
  return readDeliveryLinks({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'storefront', annotations },
  });
}

describe('readDeliveryLinks', () => {
  it('finds nothing in an entity without linking annotations', () => {
    expect(read(undefined)).toEqual({ problems: [] });
    expect(read({ 'backstage.io/techdocs-ref': 'dir:.' })).toEqual({
      problems: [],
    });
  });

  it('links Rollouts by the id as a label, everywhere', () => {
    expect(read({ 'backstage.io/kubernetes-id': 'storefront' })).toEqual({
      kubernetes: {
        selector: {
          requirements: [
            { key: 'backstage.io/kubernetes-id', values: ['storefront'] },
          ],
        },
      },
      problems: [],
    });
  });

  it('lets the selector win over the id, within one namespace and cluster', () => {
    expect(
      read({
        'backstage.io/kubernetes-id': 'storefront',
        'backstage.io/kubernetes-label-selector': 'app=shop',
        'backstage.io/kubernetes-namespace': 'ecommerce',
        'backstage.io/kubernetes-cluster': 'shop-prod',
      }).kubernetes,
    ).toEqual({
      selector: { requirements: [{ key: 'app', values: ['shop'] }] },
      namespace: 'ecommerce',
      cluster: 'shop-prod',
    });
  });

  it('links applications by selector before name', () => {
    expect(
      read({
        'argocd/app-name': 'ignored',
        'argocd/app-selector': 'backstage.io/kubernetes-id=storefront',
        'argocd/app-namespace': 'argocd',
        'argocd/project-name': 'ecommerce',
        'argocd/instance-name': 'main, other,main',
      }),
    ).toEqual({
      argocd: {
        selector: {
          requirements: [
            { key: 'backstage.io/kubernetes-id', values: ['storefront'] },
          ],
        },
        namespace: 'argocd',
        project: 'ecommerce',
        instances: ['main', 'other'],
      },
      problems: [],
    });
    expect(read({ 'argocd/app-name': 'storefront-prod' }).argocd).toEqual({
      name: 'storefront-prod',
    });
  });

  it.each([
    ['backstage.io/kubernetes-id', '', {}],
    ['backstage.io/kubernetes-id', '-storefront', {}],
    ['backstage.io/kubernetes-id', 'a,b=c', {}],
    ['backstage.io/kubernetes-id', 'x'.repeat(64), {}],
    ['backstage.io/kubernetes-label-selector', 'app!=shop', {}],
    ['backstage.io/kubernetes-label-selector', 'app', {}],
    [
      'backstage.io/kubernetes-namespace',
      '../kube-system',
      { 'backstage.io/kubernetes-id': 'storefront' },
    ],
    [
      'backstage.io/kubernetes-cluster',
      'shop-prod/api',
      { 'backstage.io/kubernetes-id': 'storefront' },
    ],
    ['argocd/app-name', 'a/b', {}],
    ['argocd/app-name', 'storefront?project=other', {}],
    ['argocd/app-selector', 'app notin (a)', {}],
    ['argocd/app-namespace', 'a b', { 'argocd/app-name': 'storefront' }],
    ['argocd/project-name', '*', { 'argocd/app-name': 'storefront' }],
    ['argocd/instance-name', 'main,,', { 'argocd/app-name': 'storefront' }],
  ])('refuses %s: "%s" and drops that link', (annotation, value, others) => {
    const links = read({ ...others, [annotation]: value });
    expect(links.kubernetes).toBeUndefined();
    expect(links.argocd).toBeUndefined();
    expect(links.problems).toEqual([
      {
        annotation,
        message: expect.stringContaining(
          `The annotation ${annotation} must be `,
        ),
      },
    ]);
  });

  it('keeps the other side when one is wrong', () => {
    const links = read({
      'backstage.io/kubernetes-id': 'storefront',
      'argocd/app-name': 'NOT VALID',
    });
    expect(links.kubernetes).toBeDefined();
    expect(links.argocd).toBeUndefined();
    expect(links.problems).toHaveLength(1);
  });

  it('lets nothing through that could leave its place in a URL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const { kubernetes, argocd } = read({
          'backstage.io/kubernetes-id': text,
          'backstage.io/kubernetes-namespace': text,
          'argocd/app-name': text,
          'argocd/instance-name': text,
        });
        for (const part of [
          kubernetes?.namespace,
          argocd?.name,
          ...(argocd?.instances ?? []),
        ]) {
          expect(part ?? 'a').toMatch(/^[A-Za-z0-9._-]+$/);
        }
      }),
    );
  });
});
