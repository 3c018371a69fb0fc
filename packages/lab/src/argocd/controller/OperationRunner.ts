import {
  Application,
  Operation,
  OperationState,
  sourceOf,
  timestamp,
} from '../Application';
import { runSync, SyncOutcome } from '../sync/runSync';
import { ApplicationStore } from './ApplicationStore';
import type { LoadedApplication } from './ApplicationController';

const HISTORY_LIMIT = 10;
const RETRY_FACTOR = 2;
const RETRY_LIMIT_MILLIS = 180_000;

/** Starts, runs, retries and ends the one operation that an Application has. */
export class OperationRunner {
  private readonly terminating = new Set<string>();
  private readonly notBefore = new Map<string, number>();
  private readonly finishedAt = new Map<string, number>();

  constructor(
    private readonly store: ApplicationStore,
    private readonly retryMillis: number,
  ) {}

  /** Puts an operation up; undefined where one is already in progress. */
  request(name: string, operation: Operation): Application | undefined {
    if (this.store.get(name)?.operation) {
      return undefined;
    }
    return this.store.update(name, application => ({
      ...application,
      operation,
    }));
  }

  terminate(name: string): boolean {
    if (!this.store.get(name)?.operation) {
      return false;
    }
    this.terminating.add(name);
    this.store.update(name, application =>
      withState(application, {
        phase: 'Terminating',
        message: 'operation is terminating',
      }),
    );
    return true;
  }

  /** How long to wait until `afterMillis` have gone since the last operation. */
  dueIn(name: string, afterMillis: number): number {
    return (this.finishedAt.get(name) ?? 0) + afterMillis - Date.now();
  }

  /** Runs what was asked for; tells in how many ms to try again, if at all. */
  async run(
    name: string,
    load: (revision?: string) => Promise<LoadedApplication>,
  ): Promise<number | undefined> {
    const operation = this.store.get(name)?.operation;
    if (!operation) {
      return undefined;
    }
    if (this.terminating.has(name)) {
      this.finish(name, { phase: 'Failed', message: 'Operation terminated' });
      return undefined;
    }
    const wait = (this.notBefore.get(name) ?? 0) - Date.now();
    if (wait > 0) {
      return wait;
    }
    this.store.update(name, application =>
      withState(application, { phase: 'Running' }),
    );
    const loaded = await load(operation.sync?.revision);
    const outcome = await this.sync(name, operation, loaded);
    const retries = stateInProgress(this.store.get(name))?.retryCount ?? 0;
    const terminated = this.terminating.has(name);
    if (
      outcome.phase === 'Failed' &&
      !terminated &&
      retries < (operation.retry?.limit ?? 0)
    ) {
      return this.retry(name, outcome, loaded, retries);
    }
    const retried =
      outcome.phase === 'Failed' && retries > 0
        ? ` (retried ${retries} times).`
        : '';
    this.finish(name, {
      phase: outcome.phase,
      message: outcome.message + retried,
      syncResult: resultOf(outcome, loaded),
    });
    return undefined;
  }

  /** Ends an operation that could not even begin. */
  fail(name: string, message: string): void {
    if (this.store.get(name)?.operation) {
      this.finish(name, { phase: 'Error', message });
    }
  }

  private async sync(
    name: string,
    operation: Operation,
    { application, cluster, desired, comparison }: LoadedApplication,
  ): Promise<SyncOutcome> {
    const { sync } = operation;
    const chosen = sync?.resources;
    const isChosen = (group: string, kind: string, resource: string) =>
      !chosen?.length ||
      chosen.some(
        one =>
          (one.group ?? '') === group &&
          one.kind === kind &&
          one.name === resource,
      );
    const parts = comparison.resources.filter(({ status }) =>
      isChosen(status.group ?? '', status.kind ?? '', status.name ?? ''),
    );
    return runSync({
      cluster,
      desired: parts.flatMap(part => part.desired ?? []),
      surplus: parts.flatMap(({ desired: wanted, live }) =>
        wanted === undefined && live ? live : [],
      ),
      namespace: desired.some(({ metadata }) => metadata.namespace)
        ? application.spec.destination.namespace
        : undefined,
      prune: sync?.prune ?? false,
      dryRun: sync?.dryRun ?? false,
      isTerminated: () => this.terminating.has(name),
    });
  }

  private retry(
    name: string,
    outcome: SyncOutcome,
    loaded: LoadedApplication,
    retries: number,
  ): number {
    const wait = Math.min(
      this.retryMillis * RETRY_FACTOR ** retries,
      RETRY_LIMIT_MILLIS,
    );
    const at = new Date(Date.now() + wait);
    const time = at.toISOString().slice(11, 16);
    this.notBefore.set(name, at.getTime());
    this.store.update(name, application =>
      withState(application, {
        phase: 'Running',
        message: `${outcome.message}. Retrying attempt #${
          retries + 1
        } at ${time}.`,
        retryCount: retries + 1,
        syncResult: resultOf(outcome, loaded),
      }),
    );
    return wait;
  }

  private finish(name: string, change: Partial<OperationState>): void {
    this.terminating.delete(name);
    this.notBefore.delete(name);
    this.finishedAt.set(name, Date.now());
    this.store.update(name, application => {
      const finishedAt = timestamp();
      const { operation: _done, ...finished } = withState(application, {
        ...change,
        finishedAt,
      });
      return withHistory(finished);
    });
  }
}

/** The state of an operation that was begun and has not ended. */
function stateInProgress(
  application: Application | undefined,
): OperationState | undefined {
  const state = application?.status?.operationState;
  return state && !state.finishedAt ? state : undefined;
}

/** Changes the state of the operation in progress, or begins a new one. */
function withState(
  application: Application,
  change: Partial<OperationState>,
): Application {
  const operationState: OperationState = {
    operation: application.operation ?? {},
    phase: 'Running',
    startedAt: timestamp(),
    ...stateInProgress(application),
    ...change,
  };
  return {
    ...application,
    status: { ...application.status, operationState },
  };
}

function resultOf(
  { resources }: SyncOutcome,
  { revision, application }: LoadedApplication,
): OperationState['syncResult'] {
  return { resources, revision, source: sourceOf(application) };
}

/** Only a whole sync that changed the cluster counts as a deployment. */
function withHistory(application: Application): Application {
  const state = application.status?.operationState;
  const { sync, initiatedBy } = state?.operation ?? {};
  if (
    !state?.finishedAt ||
    state.phase !== 'Succeeded' ||
    sync?.dryRun ||
    sync?.resources?.length
  ) {
    return application;
  }
  const history = application.status?.history ?? [];
  const entry = {
    deployStartedAt: state.startedAt,
    deployedAt: state.finishedAt,
    id: (history.at(-1)?.id ?? -1) + 1,
    initiatedBy,
    revision: state.syncResult?.revision,
    source: sourceOf(application),
  };
  const limit = application.spec.revisionHistoryLimit ?? HISTORY_LIMIT;
  return {
    ...application,
    status: {
      ...application.status,
      history: limit > 0 ? [...history, entry].slice(-limit) : [],
    },
  };
}
