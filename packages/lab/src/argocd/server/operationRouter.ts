import express, { Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { Application, Operation, sourceOf } from '../Application';
import { ApplicationController } from '../controller/ApplicationController';
import { ApplicationStore } from '../controller/ApplicationStore';
import { GitMirror } from '../git/GitMirror';
import { Account } from './accounts';
import { findApplication, targetSchema } from './applicationQuery';
import { failedPrecondition, invalidArgument } from './ArgoCdError';

const syncSchema = z.object({
  appNamespace: z.string().default(''),
  project: z.string().default(''),
  revision: z.string().default(''),
  prune: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  infos: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  resources: z
    .array(
      z.object({
        group: z.string().optional(),
        kind: z.string(),
        name: z.string(),
        namespace: z.string().optional(),
      }),
    )
    .optional(),
  retryStrategy: z
    .object({ limit: z.coerce.number().int().optional() })
    .optional(),
  syncOptions: z.object({ items: z.array(z.string()) }).optional(),
});

type SyncRequest = z.infer<typeof syncSchema>;

/** Sync, and ending a sync. */
export function createOperationRouter(options: {
  store: ApplicationStore;
  controller: ApplicationController;
  mirrorOf: (repoUrl: string) => Promise<GitMirror>;
  authenticate: (request: Request) => Account;
}) {
  const { store, controller, mirrorOf, authenticate } = options;
  const router = Router();

  router.post(
    '/applications/:name/sync',
    express.json({ limit: '100kb' }),
    async (request, response) => {
      const account = authenticate(request);
      const body = syncSchema.parse(request.body);
      const { name } = request.params;
      const application = findApplication({
        store,
        account,
        action: 'sync',
        name,
        target: body,
      });
      refuseOtherRevision(application, body);
      const source = sourceOf(application);
      const mirror = await mirrorOf(source.repoURL);
      await mirror.fetch();
      const revision = await mirror.resolve(
        body.revision || source.targetRevision || 'HEAD',
      );
      const accepted = controller.request(
        name,
        toOperation(application, body, revision, account),
      );
      if (!accepted) {
        throw failedPrecondition('another operation is already in progress');
      }
      response.json(accepted);
    },
  );

  router.delete('/applications/:name/operation', (request, response) => {
    const { name } = findApplication({
      store,
      account: authenticate(request),
      action: 'sync',
      name: request.params.name,
      target: targetSchema.parse(request.query),
    }).metadata;
    if (!controller.terminate(name)) {
      throw invalidArgument(
        'Unable to terminate operation. No operation is in progress',
      );
    }
    response.json({});
  });

  return router;
}

function refuseOtherRevision(
  { metadata, spec }: Application,
  { revision, dryRun }: SyncRequest,
): void {
  if (metadata.deletionTimestamp) {
    throw failedPrecondition('application is deleting');
  }
  const target = spec.source?.targetRevision ?? 'HEAD';
  if (
    spec.syncPolicy?.automated &&
    !dryRun &&
    revision !== '' &&
    revision !== target
  ) {
    throw failedPrecondition(
      `Cannot sync to ${revision}: auto-sync currently set to ${target}`,
    );
  }
}

function toOperation(
  application: Application,
  body: SyncRequest,
  revision: string,
  account: Account,
): Operation {
  const syncOptions =
    body.syncOptions?.items ?? application.spec.syncPolicy?.syncOptions;
  return {
    ...(body.infos && { info: body.infos }),
    initiatedBy: { username: account.username },
    retry: body.retryStrategy ?? {},
    sync: {
      ...(body.dryRun && { dryRun: true }),
      ...(body.prune && { prune: true }),
      ...(body.resources?.length && { resources: body.resources }),
      revision,
      source: sourceOf(application),
      ...(syncOptions && { syncOptions }),
    },
  };
}
