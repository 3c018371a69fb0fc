import { apply } from 'json-merge-patch';
import type { z } from 'zod';
import type { ResourceStore, ResourceType } from '../../kubernetes';
import { controllerOf } from './resources';

interface Named {
  metadata: { namespace?: string; name: string };
}

/** One turn of a controller: its view of the cluster, and how it writes. */
export class Reconciliation {
  readonly now = Date.now();
  /** When to look again even if nothing changes; Infinity for never. */
  nextTime = Infinity;

  private constructor(readonly store: ResourceStore) {}

  static create(store: ResourceStore): Reconciliation {
    return new Reconciliation(store);
  }

  /** The earliest of several times counts. */
  lookAgainAt(millis: number): void {
    this.nextTime = Math.min(this.nextTime, millis);
  }

  /** The objects that the owner manages. */
  listOwned<T>(
    type: ResourceType,
    schema: z.ZodType<T>,
    { metadata }: { metadata: { namespace: string; uid: string } },
  ): T[] {
    return this.store
      .list(type, { namespace: metadata.namespace })
      .filter(object => controllerOf(object)?.uid === metadata.uid)
      .map(object => schema.parse(object));
  }

  /** Merges the change into the stored object and this one; null removes. */
  patch(
    type: ResourceType,
    object: Named,
    change: {
      metadata?: { annotations: Record<string, string | null> };
      spec?: Record<string, unknown>;
    },
  ): void {
    const { namespace, name } = object.metadata;
    this.store.modify({ ...type, namespace, name }, current => {
      apply<unknown>(current, change);
      return current;
    });
    apply<unknown>(object, change);
  }

  /** Replaces the whole status; as in Go, empty fields are left out. */
  writeStatus(type: ResourceType, { metadata }: Named, status: object): void {
    const { namespace, name } = metadata;
    const stored = withoutEmpty(status);
    this.store.modify(
      { ...type, namespace, name },
      current => ({ ...current, status: stored }),
      { subresource: 'status' },
    );
  }
}

function withoutEmpty(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
