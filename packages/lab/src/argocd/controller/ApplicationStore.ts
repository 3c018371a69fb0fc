import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { JsonFile } from '../../persistence/JsonFile';
import {
  Application,
  ApplicationDraft,
  ARGOCD_NAMESPACE,
  timestamp,
} from '../Application';

export interface ApplicationEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  application: Application;
}

const applicationSchema: z.ZodType<Application> = z.looseObject({
  apiVersion: z.literal('argoproj.io/v1alpha1'),
  kind: z.literal('Application'),
  metadata: z.looseObject({
    name: z.string(),
    uid: z.string(),
    resourceVersion: z.string(),
    creationTimestamp: z.string(),
  }),
  spec: z.looseObject({ project: z.string(), destination: z.looseObject({}) }),
});

const contentSchema = z.object({
  resourceVersion: z.number().int(),
  applications: z.array(applicationSchema),
});

type Content = z.infer<typeof contentSchema>;

/** All Applications, kept in a file. Returned objects are copies. */
export class ApplicationStore {
  static async open(options: {
    directory: string;
    onError: (error: unknown) => void;
  }): Promise<ApplicationStore> {
    const file = JsonFile.create<Content>({
      path: join(options.directory, 'applications.json'),
      schema: contentSchema,
      onError: options.onError,
    });
    const content = await file.read();
    return new ApplicationStore(
      file,
      content ?? { resourceVersion: 0, applications: [] },
    );
  }

  private readonly applications: Map<string, Application>;
  private readonly listeners = new Set<(event: ApplicationEvent) => void>();
  private lastResourceVersion: number;

  private constructor(
    private readonly file: JsonFile<Content>,
    content: Content,
  ) {
    this.lastResourceVersion = content.resourceVersion;
    this.applications = new Map(
      content.applications.map(item => [item.metadata.name, item]),
    );
  }

  get resourceVersion(): string {
    return String(this.lastResourceVersion);
  }

  /** Sorted by name. */
  list(): Application[] {
    const all = structuredClone([...this.applications.values()]);
    return all.sort((a, b) => a.metadata.name.localeCompare(b.metadata.name));
  }

  get(name: string): Application | undefined {
    return structuredClone(this.applications.get(name));
  }

  create(
    draft: ApplicationDraft,
    owners: Application['metadata']['ownerReferences'],
  ): Application {
    return this.put('ADDED', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: draft.name,
        namespace: ARGOCD_NAMESPACE,
        uid: randomUUID(),
        resourceVersion: '',
        generation: 1,
        creationTimestamp: timestamp(),
        ...(draft.labels && { labels: draft.labels }),
        ...(draft.annotations && { annotations: draft.annotations }),
        ...(draft.finalizers && { finalizers: draft.finalizers }),
        ownerReferences: owners,
      },
      spec: draft.spec,
    });
  }

  /** Changes an Application in one step; none that is gone. */
  update(
    name: string,
    change: (application: Application) => Application,
  ): Application | undefined {
    const before = this.applications.get(name);
    if (!before) {
      return undefined;
    }
    const after = change(structuredClone(before));
    if (isDeepStrictEqual(before, after)) {
      return structuredClone(after);
    }
    const generation = (before.metadata.generation ?? 0) + 1;
    return this.put('MODIFIED', {
      ...after,
      metadata: { ...after.metadata, generation },
    });
  }

  delete(name: string): void {
    const application = this.applications.get(name);
    if (application) {
      this.applications.delete(name);
      this.publish('DELETED', application);
    }
  }

  subscribe(listener: (event: ApplicationEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.file.flush();
  }

  private put(
    type: ApplicationEvent['type'],
    application: Application,
  ): Application {
    this.lastResourceVersion += 1;
    const stored = {
      ...application,
      metadata: {
        ...application.metadata,
        resourceVersion: this.resourceVersion,
      },
    };
    this.applications.set(stored.metadata.name, stored);
    this.publish(type, stored);
    return structuredClone(stored);
  }

  private publish(
    type: ApplicationEvent['type'],
    application: Application,
  ): void {
    this.file.schedule(() => ({
      resourceVersion: this.lastResourceVersion,
      applications: [...this.applications.values()],
    }));
    for (const listener of this.listeners) {
      listener({ type, application: structuredClone(application) });
    }
  }
}
