import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { JsonFile } from '../persistence/JsonFile';
import { Application, ARGOCD_NAMESPACE, timestamp } from './Application';
import { ApplicationDraft } from './readApplicationSets';

export interface ApplicationEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  application: Application;
}

/** Only this store writes the file. */
const contentSchema = z.object({
  applications: z.array(z.custom<Application>()),
});

/** All Applications, kept in a file. Nobody may change what it returns. */
export class ApplicationStore {
  static async open(options: {
    directory: string;
    onError: (error: unknown) => void;
  }): Promise<ApplicationStore> {
    const file = JsonFile.create({
      path: join(options.directory, 'applications.json'),
      schema: contentSchema,
      onError: options.onError,
    });
    const { applications = [] } = (await file.read()) ?? {};
    return new ApplicationStore(file, applications);
  }

  private readonly applications: Map<string, Application>;
  private readonly listeners = new Set<(event: ApplicationEvent) => void>();

  private constructor(
    private readonly file: JsonFile<z.infer<typeof contentSchema>>,
    applications: Application[],
  ) {
    this.applications = new Map(
      applications.map(item => [item.metadata.name, item]),
    );
  }

  /** Sorted by name. */
  list(): Application[] {
    return [...this.applications.values()].sort((a, b) =>
      a.metadata.name.localeCompare(b.metadata.name),
    );
  }

  get(name: string): Application | undefined {
    return this.applications.get(name);
  }

  /** Creates an Application, or changes what an ApplicationSet decides. */
  apply({ metadata, spec }: ApplicationDraft): void {
    const updated = this.update(metadata.name, current => ({
      ...current,
      metadata: { ...current.metadata, ...metadata },
      spec,
    }));
    if (!updated) {
      this.publish('ADDED', {
        metadata: {
          namespace: ARGOCD_NAMESPACE,
          uid: randomUUID(),
          creationTimestamp: timestamp(),
          ...metadata,
        },
        spec,
        // Nothing is compared yet, and Argo CD says so in this way.
        status: { health: {}, summary: {}, sync: { status: '' } },
      });
    }
  }

  /** Changes an Application in one step; none that is gone. */
  update(
    name: string,
    change: (application: Application) => Application,
  ): Application | undefined {
    const before = this.applications.get(name);
    const after = before && change(before);
    if (after && !isDeepStrictEqual(before, after)) {
      this.publish('MODIFIED', after);
    }
    return after;
  }

  delete(name: string): void {
    const application = this.applications.get(name);
    if (application) {
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

  private publish(
    type: ApplicationEvent['type'],
    application: Application,
  ): void {
    const { name } = application.metadata;
    if (type === 'DELETED') {
      this.applications.delete(name);
    } else {
      this.applications.set(name, application);
    }
    this.file.schedule(() => ({ applications: this.list() }));
    for (const listener of this.listeners) {
      listener({ type, application });
    }
  }
}
