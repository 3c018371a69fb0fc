import {
  canonicalEntityRef,
  DeliveryLinks,
  matchesLabelSelector,
} from '@shop-portal/plugin-shop-rollouts-common';
import { StoreChange } from '../store/DeliveryStore';

const MAX_ENTITIES = 10_000;

/**
 * Remembers what the entities that somebody looked at are linked to, so that
 * a change in a cluster can be told to exactly those who may see it on their
 * screen, also where the target names no entity.
 */
export class EntityInterests {
  private readonly links = new Map<string, DeliveryLinks>();

  constructor(private readonly claimAnnotation: string) {}

  remember(entityRef: string, links: DeliveryLinks): void {
    this.links.delete(entityRef);
    this.links.set(entityRef, links);
    if (this.links.size > MAX_ENTITIES) {
      const [oldest] = this.links.keys();
      this.links.delete(oldest);
    }
  }

  /** The entities that look different because of the change. */
  affectedBy(change: StoreChange): string[] {
    if (change.kind === 'source') {
      return [...this.links.keys()];
    }
    const claim = canonicalEntityRef(
      change.metadata.annotations?.[this.claimAnnotation],
    );
    const linked = [...this.links]
      .filter(([, links]) => isLinked(links, change))
      .map(([entityRef]) => entityRef);
    return [...new Set(claim ? [claim, ...linked] : linked)];
  }
}

function isLinked(
  links: DeliveryLinks,
  change: Exclude<StoreChange, { kind: 'source' }>,
): boolean {
  const { labels, name } = change.metadata;
  if (change.kind === 'rollout') {
    return (
      links.kubernetes !== undefined &&
      matchesLabelSelector(links.kubernetes.selector, labels)
    );
  }
  const { argocd } = links;
  return (
    argocd !== undefined &&
    (argocd.selector
      ? matchesLabelSelector(argocd.selector, labels)
      : argocd.name === name)
  );
}
