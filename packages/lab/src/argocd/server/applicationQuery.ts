import { z } from 'zod';
import { parseLabelSelector } from '../../kubernetes/server/selectors';
import { Application, ARGOCD_NAMESPACE } from '../Application';
import { ApplicationStore } from '../controller/ApplicationStore';
import { Account, Action } from './accounts';
import { invalidArgument, notFound, permissionDenied } from './ArgoCdError';

const text = z.string().default('');
const texts = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform(value => [value].flat());

export const listQuerySchema = z.object({
  fields: text,
  selector: text,
  name: text,
  repo: text,
  appNamespace: text,
  projects: texts,
  project: texts,
  resourceVersion: text,
});

export type ListQuery = z.infer<typeof listQuerySchema>;

export const targetSchema = z.object({ appNamespace: text, project: text });

/** Which Applications a list or a stream is about. */
export function applicationFilter(
  query: ListQuery,
  account: Account,
): (application: Application) => boolean {
  const projects = [...query.projects, ...query.project];
  const selects = toSelector(query.selector);
  return application => {
    const { metadata, spec } = application;
    return (
      account.allows('get', spec.project) &&
      (query.name === '' || metadata.name === query.name) &&
      (query.appNamespace === '' ||
        metadata.namespace === query.appNamespace) &&
      (query.repo === '' || spec.source?.repoURL === query.repo) &&
      (projects.length === 0 || projects.includes(spec.project)) &&
      selects(application)
    );
  };
}

/**
 * Finds the Application that a request names. Without a project, a missing one
 * and a forbidden one look the same.
 */
export function findApplication(options: {
  store: ApplicationStore;
  account: Account;
  action: Action;
  name: string;
  target: z.infer<typeof targetSchema>;
}): Application {
  const { store, account, action, name, target } = options;
  const { appNamespace, project } = target;
  const application =
    appNamespace === '' || appNamespace === ARGOCD_NAMESPACE
      ? store.get(name)
      : undefined;
  if (!application || (project && application.spec.project !== project)) {
    throw project && account.allows('get', project)
      ? notFound(`applications.argoproj.io "${name}" not found`)
      : permissionDenied();
  }
  account.require(action, application);
  return application;
}

function toSelector(selector: string): (application: Application) => boolean {
  if (selector === '') {
    return () => true;
  }
  try {
    return parseLabelSelector(selector);
  } catch (error) {
    throw invalidArgument(error instanceof Error ? error.message : selector);
  }
}
