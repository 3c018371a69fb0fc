import { Entity } from '@backstage/catalog-model';
import { LabelSelector, parseLabelSelector } from './labelSelector';
import {
  ARGOCD_APP_NAME_ANNOTATION,
  ARGOCD_APP_NAMESPACE_ANNOTATION,
  ARGOCD_APP_SELECTOR_ANNOTATION,
  ARGOCD_INSTANCE_NAME_ANNOTATION,
  ARGOCD_PROJECT_NAME_ANNOTATION,
  KUBERNETES_CLUSTER_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  KUBERNETES_NAMESPACE_ANNOTATION,
} from './names';
import {
  DNS_LABEL,
  DNS_SUBDOMAIN,
  LABEL_VALUE,
  UPSTREAM_NAME,
} from './patterns';

/**
 * Which Rollouts an entity asks for.
 * @public
 */
export interface KubernetesLink {
  selector: LabelSelector;
  /** Undefined: every namespace that the configuration covers. */
  namespace?: string;
  /** Undefined: every configured cluster. */
  cluster?: string;
}

/**
 * Which Argo CD Applications an entity asks for: by name or by selector.
 * @public
 */
export interface ArgoCdLink {
  name?: string;
  selector?: LabelSelector;
  namespace?: string;
  project?: string;
  /** Undefined: every configured instance. */
  instances?: string[];
}

/**
 * An annotation that cannot be used, and why, for people.
 * @public
 */
export interface LinkProblem {
  annotation: string;
  message: string;
}

/** @public */
export interface DeliveryLinks {
  kubernetes?: KubernetesLink;
  argocd?: ArgoCdLink;
  problems: LinkProblem[];
}

const MAX_INSTANCES = 20;

class AnnotationReader {
  readonly problems: LinkProblem[] = [];

  constructor(private readonly annotations: Record<string, unknown>) {}

  has(annotation: string): boolean {
    return Object.hasOwn(this.annotations, annotation);
  }

  read<T>(
    annotation: string,
    parse: (text: string) => T | undefined,
    expected: string,
  ): T | undefined {
    if (!this.has(annotation)) {
      return undefined;
    }
    const value = this.annotations[annotation];
    const parsed = typeof value === 'string' ? parse(value.trim()) : undefined;
    if (parsed === undefined) {
      this.problems.push({
        annotation,
        message: `The annotation ${annotation} must be ${expected}.`,
      });
    }
    return parsed;
  }

  /** Adds a link under `name`, unless reading it found a problem. */
  collect<TName extends string, TLink>(
    name: TName,
    read: (reader: AnnotationReader) => TLink | undefined,
  ): { [key in TName]?: TLink } {
    const before = this.problems.length;
    const link = read(this);
    const result: { [key in TName]?: TLink } = {};
    if (link !== undefined && this.problems.length === before) {
      result[name] = link;
    }
    return result;
  }
}

/**
 * Reads the linking annotations of an entity. They are written by its owner
 * and so are not trusted: one invalid annotation drops the whole link of its
 * side, because ignoring it would select more than was asked for.
 * @public
 */
export function readDeliveryLinks(entity: Entity): DeliveryLinks {
  const reader = new AnnotationReader(entity.metadata.annotations ?? {});
  return {
    ...reader.collect('kubernetes', readKubernetesLink),
    ...reader.collect('argocd', readArgoCdLink),
    problems: reader.problems,
  };
}

function readKubernetesLink(
  reader: AnnotationReader,
): KubernetesLink | undefined {
  const namespace = reader.read(
    KUBERNETES_NAMESPACE_ANNOTATION,
    matching(DNS_LABEL),
    'the name of one namespace',
  );
  const cluster = reader.read(
    KUBERNETES_CLUSTER_ANNOTATION,
    matching(UPSTREAM_NAME),
    'the name of one cluster',
  );
  const selector = reader.has(KUBERNETES_LABEL_SELECTOR_ANNOTATION)
    ? reader.read(
        KUBERNETES_LABEL_SELECTOR_ANNOTATION,
        parseLabelSelector,
        'a label selector such as app=storefront or app in (web, proxy)',
      )
    : reader.read(
        KUBERNETES_ID_ANNOTATION,
        selectorForId,
        'a valid label value (letters, digits, dot, dash, underscore; at most 63)',
      );
  return selector && { selector, namespace, cluster };
}

function readArgoCdLink(reader: AnnotationReader): ArgoCdLink | undefined {
  const selector = reader.read(
    ARGOCD_APP_SELECTOR_ANNOTATION,
    parseLabelSelector,
    'a label selector such as app=storefront or app in (web, proxy)',
  );
  const name = reader.has(ARGOCD_APP_SELECTOR_ANNOTATION)
    ? undefined
    : reader.read(
        ARGOCD_APP_NAME_ANNOTATION,
        matching(DNS_SUBDOMAIN),
        'the name of one Argo CD application',
      );
  const link = {
    namespace: reader.read(
      ARGOCD_APP_NAMESPACE_ANNOTATION,
      matching(DNS_LABEL),
      'the name of one namespace',
    ),
    project: reader.read(
      ARGOCD_PROJECT_NAME_ANNOTATION,
      matching(DNS_SUBDOMAIN),
      'the name of one Argo CD project',
    ),
    instances: reader.read(
      ARGOCD_INSTANCE_NAME_ANNOTATION,
      parseInstances,
      'the name of one Argo CD instance, or several separated by commas',
    ),
  };
  return name || selector ? { name, selector, ...link } : undefined;
}

function matching(pattern: RegExp): (text: string) => string | undefined {
  return text => (pattern.test(text) ? text : undefined);
}

function selectorForId(id: string): LabelSelector | undefined {
  return LABEL_VALUE.test(id)
    ? { requirements: [{ key: KUBERNETES_ID_ANNOTATION, values: [id] }] }
    : undefined;
}

function parseInstances(text: string): string[] | undefined {
  const names = text.split(',').map(name => name.trim());
  const valid =
    names.length <= MAX_INSTANCES &&
    names.every(name => UPSTREAM_NAME.test(name));
  return valid ? [...new Set(names)] : undefined;
}
