import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const maximumPodsFieldSchema = makeFieldSchema({
  output: z => z.number(),
});

export type MaximumPodsFieldProps = typeof maximumPodsFieldSchema.TProps;
