import { Entity, EntityLink } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { CatalogProcessor } from '@backstage/plugin-catalog-node';

/** Names the environments that have an overlay of the service. */
const ENVIRONMENTS_ANNOTATION = 'shop-portal.example/environments';
const SLUG_ANNOTATION = 'github.com/project-slug';
const KUBERNETES_ID_ANNOTATION = 'backstage.io/kubernetes-id';

const SLUG = /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/;
const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

interface LinkTargets {
  /** Where repositories are looked at, without a trailing slash. */
  githubUrl: string;
  /** The deployment repository, `owner/name`. */
  deploymentSlug: string;
  argoCdUrl?: string;
}

/**
 * Adds the links to a Component's repository, overlays and applications.
 * Links of the same address that the entity has itself are kept.
 */
export class ServiceLinksProcessor implements CatalogProcessor {
  static fromConfig(config: Config): ServiceLinksProcessor {
    const github = config.getOptionalConfig('shopCreate.github');
    if (!github) {
      return new ServiceLinksProcessor(undefined);
    }
    const host = github.getString('host');
    const protocol = host.startsWith('localhost:') ? 'http' : 'https';
    const [argoCd] =
      config.getOptionalConfigArray('shopRollouts.argocd.instances') ?? [];
    return new ServiceLinksProcessor({
      githubUrl: `${protocol}://${host}`,
      deploymentSlug: `${github.getString('owner')}/${github.getString(
        'deploymentRepository',
      )}`,
      argoCdUrl: (
        argoCd?.getOptionalString('frontendUrl') ??
        argoCd?.getOptionalString('url')
      )?.replace(/\/+$/, ''),
    });
  }

  private constructor(private readonly targets: LinkTargets | undefined) {}

  getProcessorName(): string {
    return 'ServiceLinksProcessor';
  }

  async preProcessEntity(entity: Entity): Promise<Entity> {
    if (entity.kind !== 'Component' || !this.targets) {
      return entity;
    }
    const own = entity.metadata.links ?? [];
    const known = new Set(own.map(link => link.url));
    const added = linksOf(entity, this.targets).filter(
      link => !known.has(link.url),
    );
    return added.length === 0
      ? entity
      : {
          ...entity,
          metadata: { ...entity.metadata, links: [...own, ...added] },
        };
  }
}

function linksOf(entity: Entity, targets: LinkTargets): EntityLink[] {
  const annotations = entity.metadata.annotations ?? {};
  const links: EntityLink[] = [];

  const slug = annotations[SLUG_ANNOTATION];
  if (slug && SLUG.test(slug)) {
    links.push({
      title: 'Source repository',
      url: `${targets.githubUrl}/${slug}`,
      icon: 'github',
    });
  }

  const service = annotations[KUBERNETES_ID_ANNOTATION];
  if (!service || !DNS_LABEL.test(service)) {
    return links;
  }
  for (const environment of environmentsOf(annotations)) {
    links.push({
      title: `Overlay ${environment}`,
      url: `${targets.githubUrl}/${targets.deploymentSlug}/tree/main/apps/${service}/overlays/${environment}`,
      icon: 'code',
    });
    if (targets.argoCdUrl) {
      links.push({
        title: `Argo CD ${environment}`,
        url: `${targets.argoCdUrl}/applications/argocd/${service}-${environment}`,
        icon: 'dashboard',
      });
    }
  }
  return links;
}

function environmentsOf(annotations: Record<string, string>): string[] {
  return (annotations[ENVIRONMENTS_ANNOTATION] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => DNS_LABEL.test(name));
}
