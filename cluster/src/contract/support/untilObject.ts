import { z } from 'zod';
import { KubernetesApi } from './KubernetesApi';

const LIMIT_MILLIS = 30_000;
const NUDGE_MILLIS = 3_000;

/**
 * Watches one object until it is as wanted.
 *
 * @throws Error with what it was last, when it does not come to that
 */
export async function untilObject<T>(
  api: KubernetesApi,
  options: {
    /** Path of all such objects. */
    collection: string;
    name: string;
    schema: z.ZodType<T>;
    holds: (object: T) => boolean;
    /** Called now and then, while it is not as wanted. */
    nudge?: () => Promise<void>;
    limitMillis?: number;
  },
): Promise<T> {
  const { collection, name, schema, holds } = options;
  const { nudge, limitMillis = LIMIT_MILLIS } = options;
  const watching = await api.watch(collection, {
    fieldSelector: `metadata.name=${name}`,
  });
  const limit = setTimeout(() => watching.close(), limitMillis);
  const nudging = nudge && setInterval(nudge, NUDGE_MILLIS);
  let last: T | undefined;
  try {
    for await (const { type, object } of watching) {
      last = type === 'DELETED' ? undefined : schema.parse(object);
      if (last && holds(last)) {
        return last;
      }
    }
  } finally {
    clearTimeout(limit);
    clearInterval(nudging);
    watching.close();
  }
  throw new Error(
    `${collection}/${name} did not become as wanted: ${JSON.stringify(last)}`,
  );
}
