import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const networkFieldSchema = makeFieldSchema({
  output: z => z.string(),
});

export type NetworkFieldProps = typeof networkFieldSchema.TProps;
