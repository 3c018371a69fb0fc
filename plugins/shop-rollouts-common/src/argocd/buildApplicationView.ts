import { isClaimedBy } from '../annotations';
import { offerAction, OffersContext } from '../rollout/offerActions';
import {
  ApplicationAction,
  ApplicationView,
  DeliveryEnvironment,
  Operation,
  StaleSource,
} from '../types';
import { ApplicationObject } from './application';

/** @public */
export interface ApplicationViewInput {
  application: ApplicationObject;
  instance: {
    name: string;
    /** Address of Argo CD's own pages. */
    frontendUrl?: string;
    /** Set while it does not answer. */
    stale?: StaleSource;
  };
  entityRef: string;
  claimAnnotation: string;
  environment: DeliveryEnvironment;
  permissions: OffersContext['permissions'];
  /** The newest operation that the portal asked for. */
  lastRequest?: Operation;
}

/** @public */
export const APPLICATION_ACTIONS: readonly ApplicationAction[] = [
  'sync',
  'refresh',
];

/**
 * One Argo CD Application as one person sees it through one entity.
 * @public
 */
export function buildApplicationView(
  input: ApplicationViewInput,
): ApplicationView {
  const { application, instance } = input;
  const { metadata, spec, status } = application;
  const { name, namespace } = metadata;
  const automated = spec.syncPolicy?.automated;
  const autoSync = automated !== undefined && automated.enabled !== false;
  const revision = status?.sync?.revision ?? status?.sync?.revisions?.[0];
  const claimed = isClaimedBy(
    application,
    input.entityRef,
    input.claimAnnotation,
  );
  const context: OffersContext = {
    environment: input.environment,
    claimed,
    claim: `${input.claimAnnotation}: ${input.entityRef}`,
    stale: instance.stale,
    permissions: input.permissions,
  };
  const url = pageOf(instance.frontendUrl, `applications/${namespace}/${name}`);
  const revisionUrl = commitPage(application, revision);
  return {
    target: { kind: 'application', instance: instance.name, namespace, name },
    ...(url && { url }),
    sync: status?.sync?.status ?? 'Unknown',
    health: status?.health?.status ?? 'Unknown',
    ...(revision && { revision }),
    ...(revisionUrl && { revisionUrl }),
    outOfSyncResources: (status?.resources ?? [])
      .filter(resource => resource.status === 'OutOfSync')
      .map(resource => ({
        kind: resource.kind,
        name: resource.name,
        prune: resource.requiresPruning === true,
      })),
    autoSync,
    selfHeal: autoSync && automated?.selfHeal === true,
    ...(status?.operationState && { operation: status.operationState }),
    conditions: (status?.conditions ?? []).map(
      ({ type, message }) => message ?? type,
    ),
    images: status?.summary?.images ?? [],
    claimed,
    ...(instance.stale && { stale: instance.stale }),
    actions: APPLICATION_ACTIONS.map(action =>
      offerAction(action, context, refuseByState(action, application)),
    ),
    ...(input.lastRequest && { lastRequest: input.lastRequest }),
  };
}

function refuseByState(
  action: ApplicationAction,
  application: ApplicationObject,
): string | undefined {
  if (application.metadata.deletionTimestamp) {
    return 'the application is being deleted.';
  }
  const phase = application.status?.operationState?.phase;
  const running =
    application.operation !== undefined ||
    phase === 'Running' ||
    phase === 'Terminating';
  return action === 'sync' && running
    ? 'another sync is running already.'
    : undefined;
}

function commitPage(
  { spec }: ApplicationObject,
  revision: string | undefined,
): string | undefined {
  const repository = (spec.source ?? spec.sources?.[0])?.repoURL;
  if (!repository || !revision || !/^[0-9a-f]{7,64}$/.test(revision)) {
    return undefined;
  }
  return pageOf(repository.replace(/\.git\/?$/, ''), `commit/${revision}`);
}

/** Undefined for all but web addresses, and never with a password in it. */
function pageOf(base: string | undefined, path: string): string | undefined {
  if (!base || !URL.canParse(base)) {
    return undefined;
  }
  const { protocol, host, pathname } = new URL(base);
  return protocol === 'http:' || protocol === 'https:'
    ? `${protocol}//${host}${pathname.replace(/\/+$/, '')}/${path}`
    : undefined;
}
