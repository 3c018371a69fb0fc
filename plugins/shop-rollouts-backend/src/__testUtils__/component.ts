import { Entity } from '@backstage/catalog-model';

/** A catalog entity that is linked to what carries its name. */
export function component(name: string, changes: object = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-id': name,
        'argocd/app-selector': `backstage.io/kubernetes-id=${name}`,
        ...changes,
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'shop-team' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
  };
}
