import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const serviceNameFieldSchema = makeFieldSchema({
  output: z => z.string(),
});

export type ServiceNameFieldProps = typeof serviceNameFieldSchema.TProps;
