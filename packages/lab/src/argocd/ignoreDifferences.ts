import { z } from 'zod';
import { groupOf, Manifest } from './Manifest';

/**
 * What others than Git may set. The lab knows what a shop needs: how many pods
 * there are, which people and autoscalers change, and which version a Service
 * leads to. The latter it leaves alone anyhow, as Git does not name it.
 */
export const ignoredDifferenceSchema = z.strictObject({
  group: z.string().default(''),
  kind: z.string(),
  jsonPointers: z.tuple([
    z.enum(['/spec/replicas', '/spec/selector/rollouts-pod-template-hash']),
  ]),
});

const withSpecSchema = z.looseObject({ spec: z.looseObject({}).optional() });

type IgnoredDifference = z.infer<typeof ignoredDifferenceSchema>;

const scaledSchema = z.looseObject({
  spec: z.looseObject({ replicas: z.number() }),
});

/**
 * What Git wants, with what it leaves to others as the cluster has it. It is
 * compared and, with `RespectIgnoreDifferences`, synced so.
 */
export function withIgnored(
  desired: Manifest,
  live: Manifest | undefined,
  ignored: readonly IgnoredDifference[],
): Manifest {
  const isIgnored = ignored.some(
    ({ group, kind }) => group === groupOf(desired) && kind === desired.kind,
  );
  const scaled = scaledSchema.safeParse(live);
  if (!isIgnored || !scaled.success) {
    return desired;
  }
  const { spec } = withSpecSchema.parse(desired);
  const { replicas } = scaled.data.spec;
  const left = { ...desired, spec: { ...spec, replicas } };
  return left;
}
