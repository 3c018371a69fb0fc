import { z } from 'zod';

const blockSchema = z.record(
  z.string(),
  z.array(z.record(z.string(), z.unknown())),
);

/** A Terragrunt file as JSON, as far as rules look at it. */
export const terragruntSchema = z.looseObject({
  include: blockSchema.default({}),
  dependency: blockSchema.default({}),
  terraform: z
    .array(z.looseObject({ source: z.unknown().optional() }))
    .default([]),
});

/** @see terragruntSchema */
export type Terragrunt = z.infer<typeof terragruntSchema>;
