import {
  ArgoCdLink,
  canonicalEntityRef,
  DeliveryLinks,
  LabelSelector,
  matchesLabelSelector,
} from '@shop-portal/plugin-shop-rollouts-common';
import { LinkableMetadata, StoreChange } from '../store/DeliveryStore';

const MAX_ENTITIES = 10_000;

/**
 * Remembers what the entities that somebody looked at are linked to, so that
 * a change in a cluster can be told to exactly those who may see it on their
 * screen, also where the target names no entity.
 */
export class EntityInterests {
  private readonly links = new Map<string, DeliveryLinks>();
  /** By one label or name that a target must have: pods change all the time. */
  private readonly byKey = new Map<string, Set<string>>();

  constructor(private readonly claimAnnotation: string) {}

  remember(entityRef: string, links: DeliveryLinks): void {
    this.forget(entityRef);
    this.links.set(entityRef, links);
    for (const key of keysOf(links)) {
      const refs = this.byKey.get(key) ?? new Set();
      this.byKey.set(key, refs.add(entityRef));
    }
    if (this.links.size > MAX_ENTITIES) {
      const [oldest] = this.links.keys();
      this.forget(oldest);
    }
  }

  /** The entities that look different because of the change. */
  affectedBy(change: StoreChange): string[] {
    if (change.kind === 'source') {
      return [...this.links.keys()];
    }
    const { metadata } = change;
    const claim = canonicalEntityRef(
      metadata.annotations?.[this.claimAnnotation],
    );
    const linked = this.candidates(metadata).filter(entityRef => {
      const links = this.links.get(entityRef);
      return change.kind === 'application'
        ? selectsApplication(links?.argocd, metadata)
        : selects(links?.kubernetes?.selector, metadata);
    });
    return [...new Set(claim ? [claim, ...linked] : linked)];
  }

  private candidates({ labels = {}, name }: LinkableMetadata): string[] {
    const keys = Object.entries(labels).map(([key, value]) =>
      labelKey(key, value),
    );
    return [nameKey(name), ...keys].flatMap(key => [
      ...(this.byKey.get(key) ?? []),
    ]);
  }

  private forget(entityRef: string): void {
    const links = this.links.get(entityRef);
    this.links.delete(entityRef);
    for (const key of links ? keysOf(links) : []) {
      const refs = this.byKey.get(key);
      refs?.delete(entityRef);
      if (refs?.size === 0) {
        this.byKey.delete(key);
      }
    }
  }
}

function keysOf({ kubernetes, argocd }: DeliveryLinks): string[] {
  return [
    ...selectorKeys(kubernetes?.selector),
    ...selectorKeys(argocd?.selector),
    ...(argocd?.name ? [nameKey(argocd.name)] : []),
  ];
}

/** One requirement is enough to find the candidates. */
function selectorKeys(selector: LabelSelector | undefined): string[] {
  const [first] = selector?.requirements ?? [];
  return first ? first.values.map(value => labelKey(first.key, value)) : [];
}

function selectsApplication(
  link: ArgoCdLink | undefined,
  metadata: LinkableMetadata,
): boolean {
  return link?.selector
    ? selects(link.selector, metadata)
    : link?.name === metadata.name;
}

function selects(
  selector: LabelSelector | undefined,
  { labels }: LinkableMetadata,
): boolean {
  return selector !== undefined && matchesLabelSelector(selector, labels);
}

function labelKey(key: string, value: string): string {
  return `label ${key}=${value}`;
}

function nameKey(name: string): string {
  return `name ${name}`;
}
