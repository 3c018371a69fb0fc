import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { Application, ApplicationDraft, timestamp } from '../Application';
import { ApplicationStore } from '../controller/ApplicationStore';
import { GitMirror } from '../git/GitMirror';
import { ApplicationSet, applicationSetSchema } from './ApplicationSet';
import { generateApplications } from './generateApplications';

const APPLICATION_SETS = /^clusters\/[^/]+\/applicationset\.yaml$/;

export type ApplicationSetResource = Pick<
  ApplicationSet,
  'apiVersion' | 'kind' | 'spec'
> & {
  metadata: { name: string; namespace: string; uid: string };
  status: { conditions: ApplicationSetCondition[] };
};

export interface ApplicationSetCondition {
  type: 'ErrorOccurred';
  status: 'True' | 'False';
  reason: string;
  message: string;
  lastTransitionTime: string;
}

/**
 * Keeps one Application for every overlay, as the ApplicationSets on the main
 * branch of the deployment repository ask.
 */
export class ApplicationSetController {
  private sets: ApplicationSetResource[] = [];

  constructor(
    private readonly options: {
      store: ApplicationStore;
      deploymentRepository: () => Promise<GitMirror>;
      mirrorOf: (repoUrl: string) => Promise<GitMirror>;
      /** Deletes an Application and, where it says so, what it deployed. */
      remove: (application: string) => void;
    },
  ) {}

  list(): readonly ApplicationSetResource[] {
    return this.sets;
  }

  /** Reads the ApplicationSets anew and follows what they say. */
  async reconcile(): Promise<void> {
    const repository = await this.options.deploymentRepository();
    await repository.fetch();
    const commit = await repository.resolve('main');
    const paths = await repository.listFiles(commit);
    const sets: ApplicationSet[] = [];
    for (const path of paths.filter(name => APPLICATION_SETS.test(name))) {
      sets.push(readSet(path, await repository.readFile(commit, path)));
    }
    const resources: ApplicationSetResource[] = [];
    for (const set of sets) {
      resources.push(await this.apply(set));
    }
    this.sets = resources;

    const names = new Set(sets.map(({ metadata }) => metadata.name));
    for (const application of this.options.store.list()) {
      const owner = ownerOf(application);
      if (owner !== undefined && !names.has(owner)) {
        this.options.remove(application.metadata.name);
      }
    }
  }

  private async apply(set: ApplicationSet): Promise<ApplicationSetResource> {
    try {
      const drafts = await generateApplications(set, this.options.mirrorOf);
      this.store(set, drafts);
      return toResource(set, {
        status: 'False',
        reason: 'ApplicationSetUpToDate',
        message: 'All applications have been generated successfully',
      });
    } catch (error) {
      // As in Argo CD, the Applications stay as they are until it is repaired.
      return toResource(set, {
        status: 'True',
        reason: 'ApplicationParamsGenerationError',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }

  private store(set: ApplicationSet, drafts: ApplicationDraft[]): void {
    const { store, remove } = this.options;
    const owner = set.metadata.name;
    const names = new Set(drafts.map(draft => draft.name));
    if (names.size < drafts.length) {
      throw new Error(
        `ApplicationSet ${owner} contains applications with duplicate name`,
      );
    }
    for (const name of names) {
      const existing = store.get(name);
      if (existing && ownerOf(existing) !== owner) {
        throw new Error(
          `Application ${name} belongs to another ApplicationSet`,
        );
      }
    }
    for (const draft of drafts) {
      const updated = store.update(draft.name, current =>
        withDraft(current, draft),
      );
      if (!updated) {
        store.create(draft, [
          {
            apiVersion: set.apiVersion,
            kind: set.kind,
            name: owner,
            uid: uidOf(owner),
            controller: true,
            blockOwnerDeletion: true,
          },
        ]);
      }
    }
    for (const application of store.list()) {
      const { name } = application.metadata;
      if (ownerOf(application) === owner && !names.has(name)) {
        remove(name);
      }
    }
  }
}

/** A file that is not readable stops everything: its Applications must stay. */
function readSet(path: string, text: string): ApplicationSet {
  const parsed = applicationSetSchema.safeParse(parse(text));
  if (!parsed.success) {
    throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

function withDraft(current: Application, draft: ApplicationDraft): Application {
  const { labels, annotations, finalizers, spec } = draft;
  const metadata = { ...current.metadata, labels, annotations, finalizers };
  return isDeepStrictEqual(current.spec, spec)
    ? { ...current, metadata }
    : { ...current, metadata, spec };
}

function ownerOf(application: Application): string | undefined {
  return application.metadata.ownerReferences?.find(
    ({ kind }) => kind === 'ApplicationSet',
  )?.name;
}

function toResource(
  { apiVersion, kind, metadata, spec }: ApplicationSet,
  condition: Pick<ApplicationSetCondition, 'status' | 'reason' | 'message'>,
): ApplicationSetResource {
  return {
    apiVersion,
    kind,
    metadata: {
      name: metadata.name,
      namespace: 'argocd',
      uid: uidOf(metadata.name),
    },
    spec,
    status: {
      conditions: [
        {
          type: 'ErrorOccurred',
          ...condition,
          lastTransitionTime: timestamp(),
        },
      ],
    },
  };
}

/** The same at every start, because Applications refer to it. */
function uidOf(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(12, 16),
    hash.slice(16, 20),
    hash.slice(20, 32),
  ].join('-');
}
