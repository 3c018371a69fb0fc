import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

export const serviceEnvironmentFieldSchema = makeFieldSchema({
  output: z => z.string(),
});

export type ServiceEnvironmentFieldProps =
  typeof serviceEnvironmentFieldSchema.TProps;
